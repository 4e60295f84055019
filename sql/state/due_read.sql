-- The LEAs that are to be judged together with the others, by year and LEA: the year in which the
-- school year begins, the LEA, and the submission that was loaded last.
SELECT substr(academic_year, 1, 4), lea_code, submission_id
  FROM isprofile.state_due
 ORDER BY academic_year, lea_code;
