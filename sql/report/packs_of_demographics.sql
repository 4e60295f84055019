-- Rows of SINF in a school year, pack by pack.
-- $1  text  the school year
SELECT lea_code, rows, ssid, record, school_of_attendance, effective_start_date, gender, hispanic,
       race_missing, race_1, race_2, race_3, race_4, race_5
  FROM isprofile.sinf_pack
 WHERE academic_year = $1;
