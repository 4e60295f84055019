-- The LEAs that have rows of SENR, STAS or SINF in a school year, in the order of their codes, and of
-- how many pupils at least: the rows of the extract that has most.
-- $1  text  the school year
SELECT lea_code, max(rows_loaded)
  FROM isprofile.submission_current
 WHERE academic_year = $1 AND extract IN ('SENR', 'STAS', 'SINF')
 GROUP BY lea_code
 ORDER BY lea_code;
