-- How many pupils were enrolled on a day, by district and charter flag of their schools, and in
-- the state (district ''). Only enrollments that count: status 10 or 30, exit reason not N470.
-- $1  text  the school year
-- $2  date  the day
WITH enrolled AS (
    SELECT DISTINCT p.ssid, substr(p.cds_code, 1, 7) AS district,
           coalesce(s.is_charter, false) AS is_charter
      FROM isprofile.enrollment_part AS p
      LEFT JOIN isprofile.school AS s ON s.cds_code = p.cds_code
     WHERE p.academic_year = $1 AND p.status IN (10, 30)
       AND p.exit_reason IS DISTINCT FROM 'N470'
       AND p.start_date <= $2::date AND (p.exit_date IS NULL OR p.exit_date > $2::date))
SELECT '' AS district, false AS is_charter, count(DISTINCT ssid) AS pupils
  FROM enrolled
 UNION ALL
SELECT district, is_charter, count(*)
  FROM enrolled
 GROUP BY district, is_charter
 ORDER BY district, is_charter;
