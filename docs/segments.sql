-- The segments behind a figure of the profile, by pupil: which school, how many days, and the rows
-- of the submissions that they were made of, as "LEA extract record" (records of a file count from
-- 1, without its header). The pupils of a row of the profile are those of its place and its
-- charter value, each counted once. Every row tells of a pupil: not for the public.
--
--   psql -v year=2023-2024 -v place=0161119 -f segments.sql
--
-- year: the school year. place: the code that the place begins with: nothing for the state, 2
-- digits for a county, 7 for a district, 14 for a school.
WITH attendance AS (
    SELECT ssid, cds_code, raw_school, CASE WHEN raw_school IS NOT NULL THEN lea_code END AS lea,
           sum(is_days) AS is_days, sum(expected_days) AS expected_days,
           array_agg(lea_code || ' STAS ' || record ORDER BY lea_code, record) AS made_of
      FROM isprofile.attendance_part
     WHERE academic_year = :'year'
     GROUP BY 1, 2, 3, 4
), agreement AS (
    SELECT ssid, cds_code, raw_school, CASE WHEN raw_school IS NOT NULL THEN lea_code END AS lea,
           sum(is_schooldays) AS is_days, max(is_percent) AS is_percent,
           array_agg(lea_code || ' ISAG ' || record ORDER BY lea_code, record) AS made_of
      FROM isprofile.agreement_part
     WHERE academic_year = :'year'
     GROUP BY 1, 2, 3, 4
), enrollment AS (
    SELECT ssid, cds_code, raw_school, CASE WHEN raw_school IS NOT NULL THEN lea_code END AS lea,
           bool_or(status IN (10, 30) AND exit_reason IS DISTINCT FROM 'N470') AS counts,
           array_agg(lea_code || ' SENR ' || record ORDER BY lea_code, record) AS made_of
      FROM isprofile.enrollment_part
     WHERE academic_year = :'year'
     GROUP BY 1, 2, 3, 4
), segment AS (
    SELECT ssid, cds_code, raw_school, lea FROM attendance WHERE is_days > 0
     UNION
    SELECT ssid, cds_code, raw_school, lea FROM agreement WHERE is_days > 0
)
SELECT lpad(segment.ssid::text, 10, '0') AS ssid, segment.cds_code, segment.raw_school,
       CASE WHEN school.is_charter THEN 'Y' ELSE 'N' END AS charter,
       CASE WHEN attendance.is_days > 0 THEN 'STAS' ELSE 'ISAG' END AS measured_by,
       (CASE WHEN attendance.is_days > 0 THEN attendance.is_days ELSE agreement.is_days END
           * 0.01)::numeric(9, 2) AS is_days,
       (CASE WHEN attendance.is_days > 0 THEN attendance.expected_days END
           * 0.01)::numeric(9, 2) AS expected_days,
       (agreement.is_percent * 0.01)::numeric(5, 2) AS is_percent,
       array_to_string(attendance.made_of || agreement.made_of || enrollment.made_of, '; ')
           AS made_of
  FROM segment
  LEFT JOIN attendance
    ON attendance.ssid = segment.ssid AND attendance.cds_code = segment.cds_code
   AND (attendance.raw_school, attendance.lea) IS NOT DISTINCT FROM (segment.raw_school, segment.lea)
  LEFT JOIN agreement
    ON agreement.ssid = segment.ssid AND agreement.cds_code = segment.cds_code
   AND (agreement.raw_school, agreement.lea) IS NOT DISTINCT FROM (segment.raw_school, segment.lea)
  LEFT JOIN enrollment
    ON enrollment.ssid = segment.ssid AND enrollment.cds_code = segment.cds_code
   AND (enrollment.raw_school, enrollment.lea) IS NOT DISTINCT FROM (segment.raw_school, segment.lea)
  LEFT JOIN isprofile.school ON school.cds_code = segment.cds_code
 WHERE starts_with(segment.cds_code, :'place') AND enrollment.counts IS NOT FALSE
 ORDER BY 1, 2, 3;
