-- Keeps of the STAS rows of an LEA and year what the profile needs: those that are not exempt
-- and tell days, in packs by school.
-- $1  text  the LEA
-- $2  text  the school year
-- $3  text  the county and district of the LEA, 7 digits
INSERT INTO isprofile.attendance_pack (lea_code, academic_year, school, has_is, cds_code,
       raw_school, records, is_days, ssids, expected_days)
SELECT $1, $2, p.school, p.has_is, coalesce(place.cds_code, $3),
       CASE WHEN place.cds_code IS NULL THEN p.school END, p.records, p.is_days, p.ssids,
       p.expected_days
  FROM (SELECT coalesce(r.school_of_attendance, '') AS school, days.of_is > 0 AS has_is,
               array_agg(r.record) AS records, array_agg(days.of_is) AS is_days,
               array_agg(r.ssid) AS ssids, array_agg(days.expected) AS expected_days
          FROM isprofile.stas AS r
         CROSS JOIN LATERAL (SELECT
               ((coalesce(r.is_days_not_credited, 0)
                 + coalesce(r.is_days_credited, 0)) * 100)::integer,
               (coalesce(r.expected_days, 0) * 100)::integer) AS days (of_is, expected)
         WHERE r.lea_code = $1 AND r.academic_year = $2 AND r.exempt IS NOT TRUE
           AND (days.of_is > 0 OR days.expected > 0)
         GROUP BY coalesce(r.school_of_attendance, ''), days.of_is > 0) AS p
  LEFT JOIN isprofile.school AS s ON s.school_code = p.school
 CROSS JOIN LATERAL (SELECT coalesce(s.cds_code,
       CASE WHEN p.school = $1 AND $1 = $3::text THEN $3 || '0000000'
            WHEN p.school IN ('0000001', '0000002') THEN $3 || p.school
       END) AS cds_code) AS place;
