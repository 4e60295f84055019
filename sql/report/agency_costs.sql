-- The days that rules cost in a school year, by LEA, extract and rule; before them, with rule '',
-- what the agreements of the LEA claim and lose. Days in hundredths. Rows of SENR and ISAD carry no
-- days: what was found on them is left out.
-- $1  text  the school year
SELECT lea_code, 'ISAG' AS extract, '' AS rule,
       count(*) FILTER (WHERE ineligible_days > 0) AS found,
       (sum(ineligible_days) * 100)::bigint AS ineligible, (sum(claimed_days) * 100)::bigint AS claimed,
       (sum(eligible_days) * 100)::bigint AS eligible, 0 AS place
  FROM isprofile.agreement_cost
 WHERE academic_year = $1
 GROUP BY lea_code
UNION ALL
SELECT lea_code, extract, rule, sum(found)::bigint, (sum(ineligible_days) * 100)::bigint, 0, 0, 1
  FROM (SELECT lea_code, extract, rule, found, ineligible_days
          FROM isprofile.law_count
         WHERE academic_year = $1
         UNION ALL
        SELECT f.lea_code, s.extract, f.rule, f.found, f.ineligible_days
          FROM isprofile.finding_count AS f
          JOIN isprofile.submission_current AS s
            ON s.lea_code = f.lea_code AND s.submission_id = f.submission_id
         WHERE s.academic_year = $1) AS counted
 WHERE found > 0 AND extract NOT IN ('ISAD', 'SENR')
   AND rule IN (SELECT rule FROM isprofile.rule WHERE severity = 'ineligible')
 GROUP BY lea_code, extract, rule
 ORDER BY lea_code, place, extract, rule;
