-- Every current submission, in the order of LEA, extract and year.
SELECT submission_id, sha256, bytes, rows_read, rows_loaded, rows_rejected, rows_withheld,
       rule_set, reference_version, directory_version, lea_code, extract, academic_year, file_name
  FROM isprofile.submission_current
 ORDER BY lea_code, extract, academic_year;
