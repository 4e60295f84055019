-- The pupils with independent study in a school year, pack by pack: all of a pack of STAS, and of
-- one of ISAG those with days. STAS tells completed days only from 2021-22.
-- $1  text  the school year
SELECT lea_code, rows, ssid, NULL::integer[] AS is_schooldays
  FROM isprofile.stas_pack
 WHERE academic_year = $1 AND has_is AND $1 >= '2021-2022'
 UNION ALL
SELECT lea_code, rows, ssid, is_schooldays
  FROM isprofile.isag_pack
 WHERE academic_year = $1;
