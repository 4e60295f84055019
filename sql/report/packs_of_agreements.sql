-- Rows of ISAG in a school year, pack by pack.
-- $1  text  the school year
SELECT lea_code, rows, ssid, record, school_of_attendance, agreement_id, agreement_start_date,
       agreement_end_date, is_schooldays, is_percent, grade_level, program_placement, modality
  FROM isprofile.isag_pack
 WHERE academic_year = $1;
