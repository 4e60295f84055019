-- The enrollments, anywhere in the state, of the pupils with independent study in a school year,
-- in the order of SSID. school is school_of_attendance as given; completion is "graduate",
-- "other_completer", or something else.
-- $1  text  the school year
DECLARE pupil_enrollments BINARY NO SCROLL CURSOR FOR
WITH with_is AS MATERIALIZED (
    SELECT ssid FROM isprofile.attendance_part WHERE academic_year = $1 AND has_is
    UNION
    SELECT ssid FROM isprofile.agreement_part WHERE academic_year = $1 AND is_schooldays > 0)
SELECT p.ssid, p.lea_code, p.cds_code, p.raw_school,
       p.school,
       p.status, p.start_date, p.exit_date, p.exit_reason, c.outcome AS completion, p.grade,
       p.gender, p.record
  FROM isprofile.enrollment_part AS p
  LEFT JOIN isprofile.ref_completion_status AS c ON c.code = p.completion_status
 WHERE p.academic_year = $1 AND p.ssid IN (SELECT ssid FROM with_is)
 ORDER BY p.ssid, p.lea_code, p.record;
