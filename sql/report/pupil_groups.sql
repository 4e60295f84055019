-- The groups of the pupils with independent study in a school year, as bits, in the order of
-- SSID.
-- $1  text  the school year
DECLARE pupil_groups BINARY NO SCROLL CURSOR FOR
WITH with_is AS MATERIALIZED (
    SELECT ssid FROM isprofile.attendance_part WHERE academic_year = $1 AND has_is
    UNION
    SELECT ssid FROM isprofile.agreement_part WHERE academic_year = $1 AND is_schooldays > 0)
SELECT p.ssid, bit_or(p.groups) AS groups
  FROM isprofile.group_part AS p
 WHERE p.academic_year = $1 AND p.ssid IN (SELECT ssid FROM with_is)
 GROUP BY p.ssid
 ORDER BY p.ssid;
