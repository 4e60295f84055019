-- Adds what was found in a submission, by rule.
-- $1  text      the LEA
-- $2  bigint    submission id
-- $3  text[]    rules
-- $4  bigint[]  how often each was found; NULL: none was
-- $5  bigint[]  to how many rows it applied
-- $6  bigint[]  hundredths of a day that its findings cost; NULL: none
INSERT INTO isprofile.finding_pack (lea_code, submission_id, rules, found, applied, ineligible_days)
VALUES ($1, $2::bigint, $3::text[], $4::bigint[], $5::bigint[], $6::bigint[]);
