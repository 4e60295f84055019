-- Counts of findings and costs of agreements in packs: one row a submission, and one row an LEA and
-- year, with an array for each column, item i of all of them being one row of the view that has
-- taken the table's name. A load writes a row instead of forty, none of them checked against the
-- ledger, which is written in the same transaction.

-- NULL for found or ineligible_days: all are 0. Days in hundredths. All of a row stays together in
-- its page: read back it is always whole.
CREATE TABLE isprofile.finding_pack (
    lea_code text COLLATE "C" NOT NULL,
    submission_id bigint NOT NULL,
    rules text[] COLLATE "C" NOT NULL,
    found bigint[] CHECK (0 <= ALL (found)),
    applied bigint[] NOT NULL CHECK (0 <= ALL (applied)),
    ineligible_days bigint[] CHECK (0 <= ALL (ineligible_days)),
    PRIMARY KEY (lea_code, submission_id),
    CHECK (cardinality(applied) = cardinality(rules)),
    CHECK (cardinality(found) = cardinality(rules)),
    CHECK (cardinality(ineligible_days) = cardinality(rules))
) WITH (toast_tuple_target = 8160);

CREATE FUNCTION isprofile.are_at_most(items integer[], limits integer[]) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT NOT EXISTS (SELECT
                         FROM unnest(items, limits) AS pair (item, at_most)
                        WHERE item IS NULL OR at_most IS NULL OR item > at_most)
$$;

-- Days in hundredths.
CREATE TABLE isprofile.agreement_cost_pack (
    lea_code text COLLATE "C" NOT NULL,
    academic_year text COLLATE "C" NOT NULL,
    records integer[] NOT NULL,
    claimed_days integer[] NOT NULL,
    ineligible_days integer[] NOT NULL CHECK (0 <= ALL (ineligible_days)),
    PRIMARY KEY (lea_code, academic_year),
    CHECK (cardinality(claimed_days) = cardinality(records)),
    CHECK (isprofile.are_at_most(ineligible_days, claimed_days))
) PARTITION BY LIST (academic_year);

-- Not compressed: that would cost more time than it saves.
ALTER TABLE isprofile.agreement_cost_pack
    ALTER COLUMN records SET STORAGE EXTERNAL,
    ALTER COLUMN claimed_days SET STORAGE EXTERNAL,
    ALTER COLUMN ineligible_days SET STORAGE EXTERNAL;

-- The years that the tables have already.
DO $$
DECLARE
    year integer;
BEGIN
    FOR year IN
        SELECT substr(part.relname, length('agreement_cost_') + 1)::integer
          FROM pg_inherits AS i
          JOIN pg_class AS part ON part.oid = i.inhrelid
         WHERE i.inhparent = 'isprofile.agreement_cost'::regclass
    LOOP
        PERFORM isprofile.ensure_school_year(year || '-' || year + 1);
    END LOOP;
END
$$;

INSERT INTO isprofile.finding_pack (lea_code, submission_id, rules, found, applied, ineligible_days)
SELECT lea_code, submission_id, array_agg(rule ORDER BY rule),
       CASE WHEN max(found) > 0 THEN array_agg(found ORDER BY rule) END,
       array_agg(applied ORDER BY rule),
       CASE WHEN max(ineligible_days) > 0
            THEN array_agg((ineligible_days * 100)::bigint ORDER BY rule) END
  FROM isprofile.finding_count
 GROUP BY lea_code, submission_id;

INSERT INTO isprofile.agreement_cost_pack (lea_code, academic_year, records, claimed_days,
       ineligible_days)
SELECT lea_code, academic_year, array_agg(record ORDER BY record),
       array_agg((claimed_days * 100)::integer ORDER BY record),
       array_agg((ineligible_days * 100)::integer ORDER BY record)
  FROM isprofile.agreement_cost
 GROUP BY lea_code, academic_year;

DROP VIEW isprofile.own_finding_count, isprofile.own_agreement_cost;

DROP TABLE isprofile.finding_count, isprofile.agreement_cost;

-- How often a rule was found in a submission, and to how many rows it applied.
CREATE VIEW isprofile.finding_count AS
SELECT pack.lea_code, pack.submission_id, counts.rule, coalesce(counts.found, 0) AS found,
       counts.applied, (coalesce(counts.days, 0) / 100.0)::numeric(14, 2) AS ineligible_days
  FROM isprofile.finding_pack AS pack
 CROSS JOIN LATERAL unnest(pack.rules, pack.found, pack.applied, pack.ineligible_days)
       AS counts (rule, found, applied, days);

-- What an agreement (a row of ISAG) claims and loses; a day that two rules bar is lost once.
CREATE VIEW isprofile.agreement_cost AS
SELECT pack.lea_code, pack.academic_year, costs.record,
       (costs.claimed / 100.0)::numeric(7, 2) AS claimed_days,
       (costs.ineligible / 100.0)::numeric(7, 2) AS ineligible_days,
       ((costs.claimed - costs.ineligible) / 100.0)::numeric(7, 2) AS eligible_days
  FROM isprofile.agreement_cost_pack AS pack
 CROSS JOIN LATERAL unnest(pack.records, pack.claimed_days, pack.ineligible_days)
       AS costs (record, claimed, ineligible);

CREATE VIEW isprofile.own_finding_count WITH (security_barrier) AS
SELECT * FROM isprofile.finding_count WHERE lea_code = isprofile.own_lea();

CREATE VIEW isprofile.own_agreement_cost WITH (security_barrier) AS
SELECT * FROM isprofile.agreement_cost WHERE lea_code = isprofile.own_lea();
