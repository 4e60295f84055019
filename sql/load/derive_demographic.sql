-- Keeps the latest SINF row of each pupil of an LEA and year.
-- $1  text  the LEA
-- $2  text  the school year
INSERT INTO isprofile.demographic_part (lea_code, academic_year, record, start_date, ssid,
       is_hispanic, is_race_missing, gender, school, race_1, race_2, race_3, race_4, race_5)
SELECT DISTINCT ON (r.ssid)
       r.lea_code, r.academic_year, r.record, r.effective_start_date, r.ssid,
       r.hispanic IS TRUE, r.race_missing IS TRUE, r.gender, coalesce(r.school_of_attendance, ''),
       r.race_1, r.race_2, r.race_3, r.race_4, r.race_5
  FROM isprofile.sinf AS r
 WHERE r.lea_code = $1 AND r.academic_year = $2
 ORDER BY r.ssid, r.effective_start_date DESC, coalesce(r.school_of_attendance, '') DESC,
       r.record DESC;
