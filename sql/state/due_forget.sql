-- Takes out LEAs that were judged together with the others, unless they were loaded again meanwhile.
-- $1  text      school year
-- $2  text[]    the LEAs
-- $3  bigint[]  beside them the submissions that were loaded last
DELETE FROM isprofile.state_due AS d
 USING unnest($2::text[], $3::bigint[]) AS judged (lea_code, submission_id)
 WHERE d.lea_code = judged.lea_code AND d.academic_year = $1
   AND d.submission_id = judged.submission_id;
