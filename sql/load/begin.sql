-- The current submission of an LEA, extract and year, NULLs when none stands, and the id of the
-- next submission.
-- $1  text  the LEA
-- $2  text  extract
-- $3  text  school year
SELECT c.submission_id, c.sha256, c.bytes, c.rows_read, c.rows_loaded, c.rows_rejected,
       c.rows_withheld, c.rule_set, c.reference_version, c.directory_version, c.lea_code, c.extract,
       c.academic_year, c.file_name, nextval('isprofile.submission_submission_id_seq')
  FROM (SELECT) AS one
  LEFT JOIN (SELECT *
               FROM isprofile.submission_current
              WHERE lea_code = $1 AND extract = $2 AND academic_year = $3) AS c ON true;
