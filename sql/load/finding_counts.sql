-- What was found in a submission by itself, as numbers of the rules, in their order. Days in
-- hundredths.
-- $1  text    the LEA
-- $2  bigint  submission id
SELECT rule.number, c.found, c.applied, (c.ineligible_days * 100)::bigint
  FROM isprofile.finding_count AS c
  JOIN isprofile.rule AS rule ON rule.rule = c.rule
 WHERE c.lea_code = $1 AND c.submission_id = $2::bigint
 ORDER BY rule.number;
