-- Race and gender of the pupils with independent study in a school year, by the latest SINF row
-- of each in the state, in the order of SSID.
-- $1  text  the school year
DECLARE pupil_demographics BINARY NO SCROLL CURSOR FOR
WITH with_is AS MATERIALIZED (
    SELECT ssid FROM isprofile.attendance_part WHERE academic_year = $1 AND is_days > 0
    UNION
    SELECT ssid FROM isprofile.agreement_part WHERE academic_year = $1 AND is_schooldays > 0),
latest AS (
    SELECT DISTINCT ON (p.ssid) p.*
      FROM isprofile.demographic_part AS p
     WHERE p.academic_year = $1 AND p.ssid IN (SELECT ssid FROM with_is)
     ORDER BY p.ssid, p.start_date DESC, p.lea_code DESC, p.school DESC, p.record DESC)
SELECT l.ssid,
       CASE WHEN l.is_hispanic THEN 'RH'
            WHEN l.is_race_missing THEN 'RD'
            ELSE coalesce((
                SELECT CASE WHEN min(r.reporting_category) = max(r.reporting_category)
                            THEN min(r.reporting_category) ELSE 'RT' END
                  FROM isprofile.ref_race AS r
                 WHERE r.code IN (l.race_1, l.race_2, l.race_3, l.race_4, l.race_5)
                HAVING count(*) > 0), 'RD') END AS race,
       l.gender
  FROM latest AS l
 ORDER BY l.ssid;
