-- Keeps which groups of the profile the ISPU rows of an LEA and year put their pupils into.
-- $1  text  the LEA
-- $2  text  the school year
INSERT INTO isprofile.group_part (lea_code, academic_year, extract, ssid, groups)
SELECT $1, $2, 'ISPU', r.ssid, bit_or(g.bits)
  FROM isprofile.ispu AS r
 CROSS JOIN LATERAL (SELECT
       (r.english_learner IS TRUE)::integer
       + (r.iep_active IS TRUE)::integer * 2
       + (r.socioeconomically_disadvantaged IS TRUE)::integer * 4
       + (r.migrant IS TRUE)::integer * 8
       + (r.foster IS TRUE)::integer * 16
       + (r.homeless IS TRUE)::integer * 32) AS g (bits)
 WHERE r.lea_code = $1 AND r.academic_year = $2 AND g.bits > 0
 GROUP BY r.ssid;
