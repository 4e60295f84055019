-- The current submissions whose parts hold places that the directory, as it is now, resolves
-- otherwise: LEA, extract and school year.
WITH lea AS (
    SELECT l.lea_code, coalesce(office.cds_code, charter.cds_code, l.lea_code) AS place
      FROM (SELECT DISTINCT lea_code FROM isprofile.submission_current) AS l
      LEFT JOIN isprofile.school AS office ON office.cds_code = l.lea_code || '0000000'
      LEFT JOIN isprofile.school AS charter ON charter.school_code = l.lea_code AND charter.is_charter),
part AS (
    SELECT lea_code, 'SENR' AS extract, academic_year, cds_code, raw_school
      FROM isprofile.enrollment_part
    UNION ALL
    SELECT lea_code, 'STAS', academic_year, cds_code, raw_school FROM isprofile.attendance_part
    UNION ALL
    SELECT lea_code, 'ISAG', academic_year, cds_code, raw_school FROM isprofile.agreement_part)
SELECT DISTINCT part.lea_code, part.extract, part.academic_year
  FROM part
  JOIN lea ON lea.lea_code = part.lea_code
 CROSS JOIN LATERAL (SELECT substr(lea.place, 1, 7), coalesce(part.raw_school,
       nullif(substr(part.cds_code, 8), '0000000'), substr(part.cds_code, 1, 7)))
       AS told (county_district, school)
  LEFT JOIN isprofile.school AS s ON s.school_code = told.school
 CROSS JOIN LATERAL (SELECT coalesce(s.cds_code,
       CASE WHEN told.school = part.lea_code AND part.lea_code = told.county_district
            THEN told.county_district || '0000000'
            WHEN told.school IN ('0000001', '0000002') THEN told.county_district || told.school
       END)) AS now (cds_code)
 WHERE coalesce(now.cds_code, told.county_district) <> part.cds_code
    OR (now.cds_code IS NULL) <> (part.raw_school IS NOT NULL)
 ORDER BY part.lea_code, part.extract, part.academic_year;
