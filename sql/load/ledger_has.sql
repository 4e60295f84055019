-- Whether a submission is in the ledger, and no other under its number: a server that crashes can
-- give a number that is lost with what bore it a second time.
-- $1  text    the LEA
-- $2  bigint  submission id
-- $3  text    extract
-- $4  text    the school year
-- $5  text    SHA-256 of the expanded bytes
SELECT EXISTS (
    SELECT
      FROM isprofile.submission
     WHERE lea_code = $1 AND submission_id = $2::bigint AND extract = $3 AND academic_year = $4
       AND sha256 = $5);
