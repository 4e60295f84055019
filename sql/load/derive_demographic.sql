-- Keeps of the SINF rows of an LEA and year what the profile needs, in packs by school.
-- $1  text  the LEA
-- $2  text  the school year
INSERT INTO isprofile.demographic_pack (lea_code, academic_year, school, records, start_dates,
       ssids, are_hispanic, are_race_missing, genders, races_1, races_2, races_3, races_4,
       races_5)
SELECT $1, $2, coalesce(r.school_of_attendance, ''), array_agg(r.record),
       array_agg(r.effective_start_date), array_agg(r.ssid), array_agg(r.hispanic IS TRUE),
       array_agg(r.race_missing IS TRUE), array_agg(r.gender),
       CASE WHEN count(r.race_1) > 0 THEN array_agg(r.race_1) END,
       CASE WHEN count(r.race_2) > 0 THEN array_agg(r.race_2) END,
       CASE WHEN count(r.race_3) > 0 THEN array_agg(r.race_3) END,
       CASE WHEN count(r.race_4) > 0 THEN array_agg(r.race_4) END,
       CASE WHEN count(r.race_5) > 0 THEN array_agg(r.race_5) END
  FROM isprofile.sinf AS r
 WHERE r.lea_code = $1 AND r.academic_year = $2
 GROUP BY coalesce(r.school_of_attendance, '');
