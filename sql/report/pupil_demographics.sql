-- Race and gender of the pupils with independent study in a school year, by the latest SINF row of
-- each in the state, in the order of SSID.
-- $1  text  the school year
DECLARE pupil_demographics BINARY NO SCROLL CURSOR FOR
WITH with_is AS MATERIALIZED (
    SELECT ssid FROM isprofile.attendance_part WHERE academic_year = $1 AND has_is
    UNION
    SELECT ssid FROM isprofile.agreement_part WHERE academic_year = $1 AND is_schooldays > 0),
latest AS (
    SELECT DISTINCT ON (p.ssid) p.*
      FROM isprofile.demographic_part AS p
     WHERE p.academic_year = $1 AND p.ssid IN (SELECT ssid FROM with_is)
     ORDER BY p.ssid, p.start_date DESC, p.lea_code DESC, p.school DESC, p.record DESC)
SELECT l.ssid,
       CASE WHEN l.is_hispanic THEN 'RH'
            WHEN l.is_race_missing OR races.lowest IS NULL THEN 'RD'
            WHEN races.lowest = races.highest THEN races.lowest
            ELSE 'RT' END AS race,
       l.gender
  FROM latest AS l
  LEFT JOIN isprofile.ref_race AS r1 ON r1.code = l.race_1
  LEFT JOIN isprofile.ref_race AS r2 ON r2.code = l.race_2
  LEFT JOIN isprofile.ref_race AS r3 ON r3.code = l.race_3
  LEFT JOIN isprofile.ref_race AS r4 ON r4.code = l.race_4
  LEFT JOIN isprofile.ref_race AS r5 ON r5.code = l.race_5
 CROSS JOIN LATERAL (SELECT
       least(r1.reporting_category, r2.reporting_category, r3.reporting_category,
             r4.reporting_category, r5.reporting_category),
       greatest(r1.reporting_category, r2.reporting_category, r3.reporting_category,
                r4.reporting_category, r5.reporting_category)) AS races (lowest, highest)
 ORDER BY l.ssid;
