-- Whether a submission is in the ledger.
-- $1  text    the LEA
-- $2  bigint  submission id
SELECT EXISTS (
    SELECT FROM isprofile.submission WHERE lea_code = $1 AND submission_id = $2::bigint);
