-- Adds what was found in a submission, by rule.
-- $1  text      the LEA
-- $2  bigint    submission id
-- $3  integer[] numbers of the rules in the catalogue
-- $4  bigint[]  how often each was found
-- $5  bigint[]  to how many rows it applied
INSERT INTO isprofile.finding_count (lea_code, submission_id, rule, found, applied)
SELECT $1, $2::bigint, rule.rule, counts.found, counts.applied
  FROM unnest($3::integer[], $4::bigint[], $5::bigint[]) AS counts (number, found, applied)
  JOIN isprofile.rule AS rule ON rule.number = counts.number;
