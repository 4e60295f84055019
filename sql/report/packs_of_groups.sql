-- Rows of ISPU in a school year, pack by pack.
-- $1  text  the school year
SELECT lea_code, rows, ssid, english_learner, iep_active, socioeconomically_disadvantaged, migrant,
       foster, homeless
  FROM isprofile.ispu_pack
 WHERE academic_year = $1;
