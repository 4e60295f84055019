-- The current submissions of an LEA and year.
-- $1  text  the LEA
-- $2  text  the school year
SELECT submission_id, sha256, bytes, rows_read, rows_loaded, rows_rejected, rows_withheld,
       rule_set, reference_version, directory_version, lea_code, extract, academic_year, file_name
  FROM isprofile.submission_current
 WHERE lea_code = $1 AND academic_year = $2
 ORDER BY extract;
