-- The attendance of the pupils with independent study in a school year, in the order of SSID.
-- $1  text  the school year
DECLARE pupil_attendance BINARY NO SCROLL CURSOR FOR
WITH with_is AS MATERIALIZED (
    SELECT ssid FROM isprofile.attendance_part WHERE academic_year = $1 AND has_is
    UNION
    SELECT ssid FROM isprofile.agreement_part WHERE academic_year = $1 AND is_schooldays > 0)
SELECT p.ssid, p.lea_code, p.cds_code, p.raw_school, p.is_days, p.expected_days
  FROM isprofile.attendance_part AS p
 WHERE p.academic_year = $1 AND p.ssid IN (SELECT ssid FROM with_is)
 ORDER BY p.ssid, p.lea_code, p.record;
