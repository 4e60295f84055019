-- Keeps of the SENR rows of an LEA and year what the profile needs.
-- $1  text  the LEA
-- $2  text  the school year
-- $3  text  the county and district of the LEA, 7 digits
INSERT INTO isprofile.enrollment_part (lea_code, academic_year, record, start_date, ssid, exit_date,
       status, cds_code, raw_school, exit_reason, completion_status, grade, gender)
SELECT r.lea_code, r.academic_year, r.record, r.enrollment_start_date, r.ssid,
       r.enrollment_exit_date, r.enrollment_status::smallint, coalesce(place.cds_code, $3),
       CASE WHEN place.cds_code IS NULL THEN coalesce(r.school_of_attendance, '') END,
       r.exit_reason, r.completion_status, r.grade_level, r.gender
  FROM isprofile.senr AS r
  LEFT JOIN isprofile.school AS s ON s.school_code = r.school_of_attendance
 CROSS JOIN LATERAL (SELECT coalesce(s.cds_code,
       CASE WHEN r.school_of_attendance = $1 AND $1 = $3::text THEN $3 || '0000000'
            WHEN r.school_of_attendance IN ('0000001', '0000002') THEN $3 || r.school_of_attendance
       END) AS cds_code) AS place
 WHERE r.lea_code = $1 AND r.academic_year = $2;
