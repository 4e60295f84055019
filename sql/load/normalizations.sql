-- The spellings that normalisation changed in a submission, in the order of the judge.
-- $1  text    the LEA
-- $2  bigint  submission id
SELECT column_name, spelling, code, rows
  FROM isprofile.normalization
 WHERE lea_code = $1 AND submission_id = $2::bigint
 ORDER BY column_name, spelling, code;
