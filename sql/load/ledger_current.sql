-- The current submission of an LEA, extract and year; no row when none stands.
-- $1  text  the LEA
-- $2  text  extract
-- $3  text  school year
SELECT submission_id, sha256, bytes, rows_read, rows_loaded, rows_rejected, rows_withheld,
       rule_set, reference_version, directory_version, lea_code, extract, academic_year, file_name
  FROM isprofile.submission_current
 WHERE lea_code = $1 AND extract = $2 AND academic_year = $3;
