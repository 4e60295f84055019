-- The current submissions of a school year, in the order of LEA and extract.
-- $1  text  school year
SELECT submission_id, sha256, bytes, rows_read, rows_loaded, rows_rejected, rows_withheld,
       rule_set, reference_version, directory_version, lea_code, extract, academic_year, file_name
  FROM isprofile.submission_current
 WHERE academic_year = $1
 ORDER BY lea_code, extract;
