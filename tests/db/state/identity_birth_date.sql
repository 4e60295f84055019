-- SSIDs that stand in several LEAs with different birth dates: of each LEA and birth date the first
-- row, SENR before SINF, in the order of SSID, LEA and birth date.
-- $1  text    the school year
-- $2  text[]  only pupils of these LEAs; NULL for all
DECLARE state_findings NO SCROLL CURSOR FOR
WITH told AS NOT MATERIALIZED (
    SELECT ssid, lea_code, birth_date, 'SENR' AS extract, record, line, submission_id
      FROM isprofile.senr
     WHERE academic_year = $1
     UNION ALL
    SELECT ssid, lea_code, birth_date, 'SINF', record, line, submission_id
      FROM isprofile.sinf
     WHERE academic_year = $1
),
wanted AS MATERIALIZED (
    SELECT DISTINCT ssid FROM told WHERE lea_code = ANY ($2::text[])
),
pupil AS MATERIALIZED (
    SELECT ssid
      FROM told
     WHERE $2::text[] IS NULL OR ssid IN (SELECT ssid FROM wanted)
     GROUP BY ssid
    HAVING min(birth_date) <> max(birth_date)
),
first AS MATERIALIZED (
    SELECT DISTINCT ON (ssid, lea_code, birth_date) *
      FROM told
     WHERE ssid IN (SELECT ssid FROM pupil)
     ORDER BY ssid, lea_code, birth_date, extract, record
),
others AS (
    SELECT ssid, array_agg(DISTINCT lea_code ORDER BY lea_code) AS leas
      FROM first
     GROUP BY ssid
    HAVING min(lea_code) <> max(lea_code)
)
SELECT lpad(f.ssid::text, 10, '0') AS ssid, f.lea_code, f.extract, s.file_name, f.line, f.record,
       'birth_date' AS column_name, to_char(f.birth_date, 'YYYYMMDD') AS value,
       array_to_string(array_remove(o.leas, f.lea_code), ', ') AS others
  FROM first AS f
  JOIN others AS o ON o.ssid = f.ssid
  JOIN isprofile.submission AS s ON s.lea_code = f.lea_code AND s.submission_id = f.submission_id
 ORDER BY f.ssid, f.lea_code, f.birth_date;
