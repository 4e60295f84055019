-- Keeps of the ISAG rows of an LEA and year what the profile needs.
-- $1  text  the LEA
-- $2  text  the school year
-- $3  text  the county and district of the LEA, 7 digits
INSERT INTO isprofile.agreement_part (lea_code, academic_year, record, is_schooldays, ssid,
       is_percent, start_date, end_date, is_course_based, cds_code, raw_school, grade, placement,
       agreement_id)
SELECT r.lea_code, r.academic_year, r.record, (r.is_schooldays * 100)::integer, r.ssid,
       (r.is_percent * 100)::integer, r.agreement_start_date, r.agreement_end_date,
       r.modality = 'CBIS', coalesce(place.cds_code, $3),
       CASE WHEN place.cds_code IS NULL THEN coalesce(r.school_of_attendance, '') END,
       r.grade_level, r.program_placement, r.agreement_id
  FROM isprofile.isag AS r
  LEFT JOIN isprofile.school AS s ON s.school_code = r.school_of_attendance
 CROSS JOIN LATERAL (SELECT coalesce(s.cds_code,
       CASE WHEN r.school_of_attendance = $1 AND $1 = $3::text THEN $3 || '0000000'
            WHEN r.school_of_attendance IN ('0000001', '0000002') THEN $3 || r.school_of_attendance
       END) AS cds_code) AS place
 WHERE r.lea_code = $1 AND r.academic_year = $2;
