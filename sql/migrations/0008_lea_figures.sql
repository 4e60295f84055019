-- What the law makes of an LEA's year: the days that agreements lose, what was found when its
-- files were judged together, and its ADA by the lines of ISAD. Rows of an LEA and year are
-- replaced together. Days and ADA with two decimals.

-- Days that the findings of a rule cost in a submission, one by one: a day that two rules bar is
-- in both.
ALTER TABLE isprofile.finding_count
    ADD COLUMN ineligible_days numeric(14, 2) NOT NULL DEFAULT 0 CHECK (ineligible_days >= 0);

CREATE OR REPLACE VIEW isprofile.own_finding_count WITH (security_barrier) AS
SELECT * FROM isprofile.finding_count WHERE lea_code = isprofile.own_lea();

-- What an agreement (a row of ISAG) claims and loses; a day that two rules bar is lost once.
CREATE TABLE isprofile.agreement_cost (
    lea_code text COLLATE "C" NOT NULL,
    academic_year text COLLATE "C" NOT NULL,
    record integer NOT NULL,
    claimed_days numeric(7, 2) NOT NULL CHECK (claimed_days >= 0),
    ineligible_days numeric(7, 2) NOT NULL CHECK (ineligible_days BETWEEN 0 AND claimed_days),
    eligible_days numeric(7, 2) NOT NULL CHECK (eligible_days = claimed_days - ineligible_days),
    PRIMARY KEY (lea_code, academic_year, record)
) PARTITION BY LIST (academic_year);

-- How often a rule was found when the files of an LEA and year were judged together, by the
-- extract whose rows it was found on.
CREATE TABLE isprofile.law_count (
    lea_code text COLLATE "C" NOT NULL,
    academic_year text COLLATE "C" NOT NULL,
    extract text COLLATE "C" NOT NULL,
    rule text COLLATE "C" NOT NULL,
    found bigint NOT NULL CHECK (found >= 0),
    applied bigint NOT NULL CHECK (applied >= 0),
    ineligible_days numeric(14, 2) NOT NULL CHECK (ineligible_days >= 0),
    PRIMARY KEY (lea_code, academic_year, extract, rule)
) PARTITION BY LIST (academic_year);

-- ADA that is claimed and earns apportionment, by line of ISAD; as far as it can be told without
-- other LEAs. school_code is '' on lines of the LEA as a whole. Without a comparison at hand
-- eligible_ada and excess_ada are NULL.
CREATE TABLE isprofile.ada_line (
    lea_code text COLLATE "C" NOT NULL,
    academic_year text COLLATE "C" NOT NULL,
    school_code text COLLATE "C" NOT NULL,
    rule text COLLATE "C" NOT NULL,
    program_line text COLLATE "C" NOT NULL,
    grade_span text COLLATE "C" NOT NULL,
    claimed_ada numeric(20, 2) NOT NULL CHECK (claimed_ada >= 0),
    comparison_ratio numeric(20, 2),
    is_ratio numeric(20, 2),
    eligible_ada numeric(20, 2) CHECK (eligible_ada >= 0),
    excess_ada numeric(20, 2) CHECK (excess_ada >= 0),
    PRIMARY KEY (lea_code, academic_year, school_code, rule, program_line, grade_span),
    CHECK ((eligible_ada IS NULL) = (excess_ada IS NULL)),
    CHECK (eligible_ada IS NULL OR eligible_ada + excess_ada = claimed_ada)
) PARTITION BY LIST (academic_year);

CREATE VIEW isprofile.own_agreement_cost WITH (security_barrier) AS
SELECT * FROM isprofile.agreement_cost WHERE lea_code = isprofile.own_lea();

CREATE VIEW isprofile.own_law_count WITH (security_barrier) AS
SELECT * FROM isprofile.law_count WHERE lea_code = isprofile.own_lea();

CREATE VIEW isprofile.own_ada_line WITH (security_barrier) AS
SELECT * FROM isprofile.ada_line WHERE lea_code = isprofile.own_lea();
