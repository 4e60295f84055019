-- The agreements of the pupils with independent study in a school year, in the order of SSID.
-- school is school_of_attendance as given.
-- $1  text  the school year
DECLARE pupil_agreements BINARY NO SCROLL CURSOR FOR
WITH with_is AS MATERIALIZED (
    SELECT ssid FROM isprofile.attendance_part WHERE academic_year = $1 AND has_is
    UNION
    SELECT ssid FROM isprofile.agreement_part WHERE academic_year = $1 AND is_schooldays > 0)
SELECT p.ssid, p.lea_code, p.cds_code, p.raw_school,
       p.school,
       p.agreement_id, p.start_date, p.end_date, p.is_schooldays, p.is_percent, p.grade,
       p.placement, p.is_course_based, p.record
  FROM isprofile.agreement_part AS p
 WHERE p.academic_year = $1 AND p.ssid IN (SELECT ssid FROM with_is)
 ORDER BY p.ssid, p.lea_code, p.record;
