-- What stands: each current submission, as which file it was seen, whether it was judged on the
-- basis that is told, and what the law was last asked about in its year; in the order of LEA, year
-- and extract.
-- $1  text  rule set
-- $2  text  reference version
-- $3  text  directory version
SELECT s.lea_code, s.extract, s.academic_year, s.sha256, s.rows_read, s.rows_loaded,
       s.rows_rejected, s.rows_withheld,
       s.rule_set = $1 AND s.reference_version = $2 AND s.directory_version = $3 AS is_of_basis,
       f.stamp, l.made_of
  FROM isprofile.submission_current AS s
  LEFT JOIN isprofile.file_stamp AS f
    ON f.lea_code = s.lea_code AND f.extract = s.extract AND f.academic_year = s.academic_year
   AND f.submission_id = s.submission_id
  LEFT JOIN isprofile.law_basis AS l
    ON l.lea_code = s.lea_code AND l.academic_year = s.academic_year
 ORDER BY s.lea_code, s.academic_year, s.extract;
