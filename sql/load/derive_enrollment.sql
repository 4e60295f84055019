-- Keeps of the SENR rows of an LEA and year what the profile needs, in packs by school.
-- $1  text  the LEA
-- $2  text  the school year
-- $3  text  the county and district of the LEA, 7 digits
INSERT INTO isprofile.enrollment_pack (lea_code, academic_year, school, cds_code, raw_school,
       records, start_dates, ssids, exit_dates, statuses, exit_reasons, completion_statuses,
       grades, genders)
SELECT $1, $2, p.school, coalesce(place.cds_code, $3),
       CASE WHEN place.cds_code IS NULL THEN p.school END, p.records, p.start_dates, p.ssids,
       p.exit_dates, p.statuses, p.exit_reasons, p.completion_statuses, p.grade_levels, p.genders
  FROM (SELECT coalesce(r.school_of_attendance, '') AS school, array_agg(r.record) AS records,
               array_agg(r.enrollment_start_date) AS start_dates, array_agg(r.ssid) AS ssids,
               array_agg(r.enrollment_exit_date) AS exit_dates,
               array_agg(r.enrollment_status::smallint) AS statuses,
               array_agg(r.exit_reason) AS exit_reasons,
               array_agg(r.completion_status) AS completion_statuses,
               array_agg(r.grade_level) AS grade_levels, array_agg(r.gender) AS genders
          FROM isprofile.senr AS r
         WHERE r.lea_code = $1 AND r.academic_year = $2
         GROUP BY coalesce(r.school_of_attendance, '')) AS p
  LEFT JOIN isprofile.school AS s ON s.school_code = p.school
 CROSS JOIN LATERAL (SELECT coalesce(s.cds_code,
       CASE WHEN p.school = $1 AND $1 = $3::text THEN $3 || '0000000'
            WHEN p.school IN ('0000001', '0000002') THEN $3 || p.school
       END) AS cds_code) AS place;
