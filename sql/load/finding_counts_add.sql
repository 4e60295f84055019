-- Adds what was found in a submission, by rule.
-- $1  text      the LEA
-- $2  bigint    submission id
-- $3  integer[] numbers of the rules in the catalogue
-- $4  bigint[]  how often each was found
-- $5  bigint[]  to how many rows it applied
-- $6  bigint[]  hundredths of a day that its findings cost
INSERT INTO isprofile.finding_count (lea_code, submission_id, rule, found, applied, ineligible_days)
SELECT $1, $2::bigint, rule.rule, counts.found, counts.applied, counts.days / 100.0
  FROM unnest($3::integer[], $4::bigint[], $5::bigint[], $6::bigint[])
       AS counts (number, found, applied, days)
  JOIN isprofile.rule AS rule ON rule.number = counts.number;
