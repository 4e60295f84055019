-- Keeps of the STAS rows of an LEA and year what the profile needs: those that are not exempt
-- and tell days.
-- $1  text  the LEA
-- $2  text  the school year
-- $3  text  the county and district of the LEA, 7 digits
INSERT INTO isprofile.attendance_part (lea_code, academic_year, record, is_days, ssid,
       expected_days, cds_code, raw_school)
SELECT r.lea_code, r.academic_year, r.record, days.of_is, r.ssid, days.expected,
       coalesce(place.cds_code, $3),
       CASE WHEN place.cds_code IS NULL THEN coalesce(r.school_of_attendance, '') END
  FROM isprofile.stas AS r
  LEFT JOIN isprofile.school AS s ON s.school_code = r.school_of_attendance
 CROSS JOIN LATERAL (SELECT coalesce(s.cds_code,
       CASE WHEN r.school_of_attendance = $1 AND $1 = $3::text THEN $3 || '0000000'
            WHEN r.school_of_attendance IN ('0000001', '0000002') THEN $3 || r.school_of_attendance
       END) AS cds_code) AS place
 CROSS JOIN LATERAL (SELECT
       ((coalesce(r.is_days_not_credited, 0) + coalesce(r.is_days_credited, 0)) * 100)::integer,
       (coalesce(r.expected_days, 0) * 100)::integer) AS days (of_is, expected)
 WHERE r.lea_code = $1 AND r.academic_year = $2 AND r.exempt IS NOT TRUE
   AND (days.of_is > 0 OR days.expected > 0);
