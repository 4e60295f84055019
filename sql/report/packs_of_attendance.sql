-- Rows of STAS in a school year, pack by pack. STAS tells completed days only from 2021-22.
-- $1  text  the school year
SELECT lea_code, rows, ssid, record, school_of_attendance, exempt, is_days_not_credited,
       is_days_credited, expected_days
  FROM isprofile.stas_pack
 WHERE academic_year = $1 AND $1 >= '2021-2022';
