-- Two or more SSIDs with one name and birth date: of each SSID and LEA the first row with them, SENR
-- before SINF, in the order of birth date, name, SSID and LEA. First and last name count, ASCII
-- case folded; middle names tell two pupils apart where both have one and they begin differently.
-- $1  text    the school year
-- $2  text[]  only pupils of these LEAs; NULL for all
DECLARE state_findings NO SCROLL CURSOR FOR
WITH told AS NOT MATERIALIZED (
    SELECT birth_date, last_name, first_name, middle_name, ssid, lea_code, 'SENR' AS extract,
           record, line, submission_id
      FROM isprofile.senr
     WHERE academic_year = $1 AND last_name IS NOT NULL AND first_name IS NOT NULL
     UNION ALL
    SELECT birth_date, last_name, first_name, middle_name, ssid, lea_code, 'SINF', record, line,
           submission_id
      FROM isprofile.sinf
     WHERE academic_year = $1 AND last_name IS NOT NULL AND first_name IS NOT NULL
),
wanted AS MATERIALIZED (
    SELECT DISTINCT birth_date, upper(last_name) AS last_name, upper(first_name) AS first_name
      FROM told
     WHERE lea_code = ANY ($2::text[])
),
-- A birth date is compared faster than a name, and few share one of those that are looked for.
shared AS MATERIALIZED (
    SELECT birth_date, upper(last_name) AS last_name, upper(first_name) AS first_name
      FROM told
     WHERE $2::text[] IS NULL
        OR (birth_date IN (SELECT birth_date FROM wanted)
            AND (birth_date, upper(last_name), upper(first_name)) IN (SELECT * FROM wanted))
     GROUP BY birth_date, upper(last_name), upper(first_name)
    HAVING min(ssid) <> max(ssid)
),
near AS (
    SELECT *
      FROM told
     WHERE birth_date IN (SELECT birth_date FROM shared)
    OFFSET 0
),
spelled AS (
    SELECT birth_date, upper(last_name) AS last_name, upper(first_name) AS first_name,
           upper(left(middle_name, 1)) AS middle, ssid, lea_code, extract, record, line,
           submission_id
      FROM near
),
person AS MATERIALIZED (
    SELECT spelled.*, min(ssid) OVER alike AS lowest, max(ssid) OVER alike AS highest,
           min(ssid) FILTER (WHERE middle IS NULL) OVER every AS lowest_without,
           max(ssid) FILTER (WHERE middle IS NULL) OVER every AS highest_without
      FROM spelled
      JOIN shared USING (birth_date, last_name, first_name)
    WINDOW every AS (PARTITION BY birth_date, last_name, first_name),
           alike AS (PARTITION BY birth_date, last_name, first_name, middle)
),
first AS MATERIALIZED (
    SELECT DISTINCT ON (birth_date, last_name, first_name, ssid, lea_code) *
      FROM person
     WHERE middle IS NULL OR least(lowest, lowest_without) <> ssid
        OR greatest(highest, highest_without) <> ssid
     ORDER BY birth_date, last_name, first_name, ssid, lea_code, extract, record
),
others AS (
    SELECT birth_date, last_name, first_name,
           array_agg(DISTINCT lea_code ORDER BY lea_code) AS leas
      FROM first
     GROUP BY birth_date, last_name, first_name
)
SELECT lpad(f.ssid::text, 10, '0') AS ssid, f.lea_code, f.extract, s.file_name, f.line, f.record,
       'ssid' AS column_name, lpad(f.ssid::text, 10, '0') AS value,
       array_to_string(array_remove(o.leas, f.lea_code), ', ') AS others
  FROM first AS f
  JOIN others AS o USING (birth_date, last_name, first_name)
  JOIN isprofile.submission AS s ON s.lea_code = f.lea_code AND s.submission_id = f.submission_id
 ORDER BY f.birth_date, f.last_name, f.first_name, f.ssid, f.lea_code;
