-- The days that rules cost in a school year, by LEA, extract and rule; before them, with rule '',
-- what the agreements of the LEA claim and lose. Days in hundredths. Rows of SENR and ISAD carry no
-- days: what was found on them is left out.
-- $1  text  the school year
SELECT pack.lea_code, 'ISAG' AS extract, '' AS rule,
       count(*) FILTER (WHERE costs.ineligible > 0) AS found,
       sum(costs.ineligible)::bigint AS ineligible, sum(costs.claimed)::bigint AS claimed,
       sum(costs.claimed - costs.ineligible)::bigint AS eligible, 0 AS place
  FROM isprofile.agreement_cost_pack AS pack
 CROSS JOIN LATERAL unnest(pack.claimed_days, pack.ineligible_days) AS costs (claimed, ineligible)
 WHERE pack.academic_year = $1
 GROUP BY pack.lea_code
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
