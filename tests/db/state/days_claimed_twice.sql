-- Pupils whose days, attended and credited, are over all LEAs more than a year has: each of their
-- rows that claims some, in the order of SSID, LEA and record. Days of in-school suspension count
-- as attended.
-- $1  text    the school year
-- $2  text[]  only pupils of these LEAs; NULL for all
DECLARE state_findings NO SCROLL CURSOR FOR
WITH wanted AS MATERIALIZED (
    SELECT DISTINCT ssid
      FROM isprofile.stas
     WHERE academic_year = $1 AND lea_code = ANY ($2::text[])
),
claim AS NOT MATERIALIZED (
    SELECT ssid, lea_code, record, line, submission_id,
           coalesce(days_attended, 0) + coalesce(days_in_school_suspension, 0)
           + coalesce(is_days_credited, 0) AS days
      FROM isprofile.stas
     WHERE academic_year = $1 AND exempt IS NOT TRUE
),
-- Hundredths of a day: integers add up faster.
pupil AS MATERIALIZED (
    SELECT ssid
      FROM claim
     WHERE $2::text[] IS NULL OR ssid IN (SELECT ssid FROM wanted)
     GROUP BY ssid
    HAVING sum((days * 100)::integer) > 36600
),
claimed AS MATERIALIZED (
    SELECT * FROM claim WHERE days > 0 AND ssid IN (SELECT ssid FROM pupil)
),
others AS (
    SELECT ssid, array_agg(DISTINCT lea_code ORDER BY lea_code) AS leas FROM claimed GROUP BY ssid
)
SELECT lpad(c.ssid::text, 10, '0') AS ssid, c.lea_code, 'STAS' AS extract, s.file_name, c.line,
       c.record, 'days_attended' AS column_name, c.days::text AS value,
       array_to_string(array_remove(o.leas, c.lea_code), ', ') AS others
  FROM claimed AS c
  JOIN others AS o ON o.ssid = c.ssid
  JOIN isprofile.submission AS s ON s.lea_code = c.lea_code AND s.submission_id = c.submission_id
 ORDER BY c.ssid, c.lea_code, c.record;
