-- Rows of SPRG in a school year, pack by pack.
-- $1  text  the school year
SELECT lea_code, rows, ssid, education_program
  FROM isprofile.sprg_pack
 WHERE academic_year = $1;
