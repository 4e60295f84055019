-- Keeps which groups of the profile the SPRG rows of an LEA and year put their pupils into.
-- $1  text  the LEA
-- $2  text  the school year
INSERT INTO isprofile.group_part (lea_code, academic_year, extract, ssid, groups)
SELECT $1, $2, 'SPRG', r.ssid, bit_or(g.bit)
  FROM isprofile.sprg AS r
  JOIN isprofile.ref_education_program AS p ON p.code = r.education_program
  JOIN (VALUES ('swd', 2), ('sed', 4), ('migrant', 8), ('foster', 16), ('homeless', 32))
       AS g (pupil_group, bit) ON g.pupil_group = p.pupil_group
 WHERE r.lea_code = $1 AND r.academic_year = $2
 GROUP BY r.ssid;
