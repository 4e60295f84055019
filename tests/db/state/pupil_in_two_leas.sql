-- Primary enrollments of one pupil that overlap in different LEAs: a row for each of them, in the
-- order of SSID, LEA and record. The last day counts; a pupil who never came is nowhere. Short-term
-- for 31 days or more is primary.
-- $1  text    the school year
-- $2  text[]  only pupils of these LEAs; NULL for all
DECLARE state_findings NO SCROLL CURSOR FOR
WITH wanted AS MATERIALIZED (
    SELECT DISTINCT ssid
      FROM isprofile.enrollment_part
     WHERE academic_year = $1 AND lea_code = ANY ($2::text[])
),
pupil AS MATERIALIZED (
    SELECT ssid
      FROM isprofile.enrollment_part
     WHERE academic_year = $1 AND (status = 10 OR status = 30 AND exit_date - start_date >= 30)
       AND exit_reason IS DISTINCT FROM 'N470'
       AND (exit_date IS NULL OR exit_date >= start_date)
       AND ($2::text[] IS NULL OR ssid IN (SELECT ssid FROM wanted))
     GROUP BY ssid
    HAVING min(lea_code::integer) <> max(lea_code::integer)
),
enrollment AS MATERIALIZED (
    SELECT e.ssid, e.lea_code, e.record, e.start_date,
           coalesce(e.exit_date, 'infinity'::date) AS last_date
      FROM isprofile.enrollment_part AS e
     WHERE e.academic_year = $1
       AND (e.status = 10 OR e.status = 30 AND e.exit_date - e.start_date >= 30)
       AND e.exit_reason IS DISTINCT FROM 'N470'
       AND (e.exit_date IS NULL OR e.exit_date >= e.start_date)
       AND e.ssid IN (SELECT ssid FROM pupil)
),
found AS MATERIALIZED (
    SELECT a.ssid, a.lea_code, a.record,
           string_agg(DISTINCT b.lea_code, ', ' ORDER BY b.lea_code) AS others
      FROM enrollment AS a
      JOIN enrollment AS b ON b.ssid = a.ssid AND b.lea_code <> a.lea_code
       AND a.start_date <= b.last_date AND b.start_date <= a.last_date
     GROUP BY a.ssid, a.lea_code, a.record
)
SELECT lpad(f.ssid::text, 10, '0') AS ssid, f.lea_code, 'SENR' AS extract, s.file_name, r.line,
       f.record, 'enrollment_start_date' AS column_name,
       to_char(r.enrollment_start_date, 'YYYYMMDD') AS value, f.others
  FROM found AS f
 CROSS JOIN LATERAL (
    SELECT line, enrollment_start_date, submission_id
      FROM isprofile.senr
     WHERE lea_code = f.lea_code AND academic_year = $1 AND record = f.record
    OFFSET 0) AS r
  JOIN isprofile.submission AS s ON s.lea_code = f.lea_code AND s.submission_id = r.submission_id
 ORDER BY f.ssid, f.lea_code, f.record;
