-- Rows of SENR in a school year, pack by pack.
-- $1  text  the school year
SELECT lea_code, rows, ssid, record, school_of_attendance, enrollment_status,
       enrollment_start_date, enrollment_exit_date, exit_reason, completion_status, grade_level,
       gender
  FROM isprofile.senr_pack
 WHERE academic_year = $1;
