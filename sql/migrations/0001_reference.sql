-- Reference data: the code sets and other tables that the program carries, the catalogue of
-- rules, and the school directory. isprofile init stores the first two, isprofile directory the
-- last.
--
-- A ref_ table has the columns of its file, as text, "" where the file has none. position is the
-- place in the file, from 1: some tables are printed in their order. since and until are school
-- years.

CREATE TABLE isprofile.reference_version (
    only_row boolean NOT NULL PRIMARY KEY CHECK (only_row),
    rule_set text COLLATE "C" NOT NULL,
    reference text COLLATE "C" NOT NULL
);

CREATE TABLE isprofile.ref_ada_grade_span (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_calendar (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_charter_ratio_election (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_completion_status (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    outcome text COLLATE "C" NOT NULL,
    since text COLLATE "C" NOT NULL,
    until text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_county (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_county_adjacency (
    position integer NOT NULL,
    county_code text COLLATE "C" NOT NULL,
    adjacent_county_code text COLLATE "C" NOT NULL,
    contact text COLLATE "C" NOT NULL,
    PRIMARY KEY (county_code, adjacent_county_code)
);

CREATE TABLE isprofile.ref_day_unit (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_doc (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_edops (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_education_program (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    pupil_group text COLLATE "C" NOT NULL,
    since text COLLATE "C" NOT NULL,
    until text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_enrollment_status (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    since text COLLATE "C" NOT NULL,
    until text COLLATE "C" NOT NULL,
    note text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_evaluation_outcome (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_exit_reason (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    since text COLLATE "C" NOT NULL,
    until text COLLATE "C" NOT NULL,
    note text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_gender (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    reporting_category text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_grade_alias (
    position integer NOT NULL,
    spelling text COLLATE "C" NOT NULL,
    code text COLLATE "C" NOT NULL,
    PRIMARY KEY (spelling)
);

CREATE TABLE isprofile.ref_grade_level (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    since text COLLATE "C" NOT NULL,
    until text COLLATE "C" NOT NULL,
    note text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_modality (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    since text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_policy_grade_span (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_policy_modality (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_program_line (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_program_placement (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    edops text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_program_placement_alias (
    position integer NOT NULL,
    spelling text COLLATE "C" NOT NULL,
    code text COLLATE "C" NOT NULL,
    PRIMARY KEY (spelling)
);

CREATE TABLE isprofile.ref_race (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    reporting_category text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_reporting_category (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    breakdown text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_residency_basis (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_soc (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_special_school (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_student_transfer_code (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_transaction_type (
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE isprofile.ref_valid_completion_grade (
    position integer NOT NULL,
    completion_status text COLLATE "C" NOT NULL,
    grade_level text COLLATE "C" NOT NULL,
    since text COLLATE "C" NOT NULL,
    until text COLLATE "C" NOT NULL,
    PRIMARY KEY (completion_status, grade_level, since)
);

CREATE TABLE isprofile.ref_valid_exit_completion (
    position integer NOT NULL,
    exit_reason text COLLATE "C" NOT NULL,
    completion_status text COLLATE "C" NOT NULL,
    since text COLLATE "C" NOT NULL,
    until text COLLATE "C" NOT NULL,
    PRIMARY KEY (exit_reason, completion_status, since)
);

CREATE TABLE isprofile.ref_valid_exit_grade (
    position integer NOT NULL,
    exit_reason text COLLATE "C" NOT NULL,
    grade_level text COLLATE "C" NOT NULL,
    since text COLLATE "C" NOT NULL,
    until text COLLATE "C" NOT NULL,
    PRIMARY KEY (exit_reason, grade_level, since)
);

-- number is the place in the catalogue; since and until are first calendar years, NULL where
-- open.
CREATE TABLE isprofile.rule (
    rule text COLLATE "C" NOT NULL PRIMARY KEY,
    number integer NOT NULL UNIQUE,
    severity text COLLATE "C" NOT NULL,
    scope text COLLATE "C" NOT NULL,
    extracts text COLLATE "C" NOT NULL,
    authority text COLLATE "C" NOT NULL,
    calpads text COLLATE "C" NOT NULL,
    since smallint,
    until smallint,
    text text COLLATE "C" NOT NULL,
    message text COLLATE "C" NOT NULL,
    fix text COLLATE "C" NOT NULL
);

CREATE TABLE isprofile.directory_version (
    only_row boolean NOT NULL PRIMARY KEY CHECK (only_row),
    version text COLLATE "C" NOT NULL,
    schools integer NOT NULL
);

-- school_code is unique in the state; NULL for district and county offices, whose CDS codes end
-- in 0000000. A date that is not known is NULL.
CREATE TABLE isprofile.school (
    cds_code text COLLATE "C" NOT NULL PRIMARY KEY CHECK (cds_code ~ '^[0-9]{14}$'),
    school_code text COLLATE "C"
        GENERATED ALWAYS AS (nullif(substr(cds_code, 8), '0000000')) STORED UNIQUE,
    is_charter boolean NOT NULL,
    open_date date,
    close_date date,
    doc text COLLATE "C" NOT NULL,
    soc text COLLATE "C" NOT NULL,
    edops text COLLATE "C" NOT NULL,
    grades text COLLATE "C" NOT NULL,
    county_name text COLLATE "C" NOT NULL,
    district_name text COLLATE "C" NOT NULL,
    school_name text COLLATE "C" NOT NULL
);
