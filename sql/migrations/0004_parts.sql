-- Parts of segments: what the profile needs of the current submissions, kept per LEA when they
-- are loaded, so that it reads neither names nor rows that cannot matter. Rows of several LEAs
-- meet in one pupil only when the profile is made.
--
-- cds_code is the school with its county and district where school_of_attendance resolves to
-- one; then raw_school is NULL. Otherwise it is the county and district of the reporting LEA, 7
-- digits, and raw_school is school_of_attendance as given ('' when blank). record is as in the
-- extract's table.

-- STAS rows that are not exempt, from 2021-22. Days in hundredths. Rows without independent
-- study stay: they can share a segment with another LEA's row.
CREATE TABLE isprofile.attendance_part (
    lea_code text COLLATE "C" NOT NULL,
    academic_year text COLLATE "C" NOT NULL,
    record integer NOT NULL,
    is_days integer NOT NULL,
    ssid bigint NOT NULL,
    expected_days integer NOT NULL,
    cds_code text COLLATE "C" NOT NULL,
    raw_school text COLLATE "C",
    PRIMARY KEY (lea_code, academic_year, record)
) PARTITION BY LIST (academic_year);

-- Who had independent study.
CREATE INDEX attendance_part_is ON isprofile.attendance_part (ssid) WHERE is_days > 0;

-- ISAG rows. is_schooldays and is_percent in hundredths.
CREATE TABLE isprofile.agreement_part (
    lea_code text COLLATE "C" NOT NULL,
    academic_year text COLLATE "C" NOT NULL,
    record integer NOT NULL,
    is_schooldays integer NOT NULL,
    ssid bigint NOT NULL,
    is_percent integer NOT NULL,
    start_date date NOT NULL,
    end_date date NOT NULL,
    is_course_based boolean NOT NULL,
    cds_code text COLLATE "C" NOT NULL,
    raw_school text COLLATE "C",
    grade text COLLATE "C",
    placement text COLLATE "C",
    agreement_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (lea_code, academic_year, record)
) PARTITION BY LIST (academic_year);

-- SENR rows. exit_date is NULL while open.
CREATE TABLE isprofile.enrollment_part (
    lea_code text COLLATE "C" NOT NULL,
    academic_year text COLLATE "C" NOT NULL,
    record integer NOT NULL,
    start_date date NOT NULL,
    ssid bigint NOT NULL,
    exit_date date,
    status smallint NOT NULL,
    cds_code text COLLATE "C" NOT NULL,
    raw_school text COLLATE "C",
    exit_reason text COLLATE "C",
    completion_status text COLLATE "C",
    grade text COLLATE "C",
    gender text COLLATE "C" NOT NULL,
    PRIMARY KEY (lea_code, academic_year, record)
) PARTITION BY LIST (academic_year);

-- The latest SINF row of each pupil in the LEA: by effective start date, then the highest
-- school, then the later record. school is school_of_attendance as given.
CREATE TABLE isprofile.demographic_part (
    lea_code text COLLATE "C" NOT NULL,
    academic_year text COLLATE "C" NOT NULL,
    record integer NOT NULL,
    start_date date NOT NULL,
    ssid bigint NOT NULL,
    is_hispanic boolean NOT NULL,
    is_race_missing boolean NOT NULL,
    gender text COLLATE "C" NOT NULL,
    school text COLLATE "C" NOT NULL,
    race_1 text COLLATE "C",
    race_2 text COLLATE "C",
    race_3 text COLLATE "C",
    race_4 text COLLATE "C",
    race_5 text COLLATE "C",
    PRIMARY KEY (lea_code, academic_year, ssid)
) PARTITION BY LIST (academic_year);

-- Pupils whom SPRG or ISPU puts into a group of the profile. groups is the sum of 1 English
-- learner, 2 disabilities, 4 disadvantaged, 8 migrant, 16 foster, 32 homeless.
CREATE TABLE isprofile.group_part (
    lea_code text COLLATE "C" NOT NULL,
    academic_year text COLLATE "C" NOT NULL,
    extract text COLLATE "C" NOT NULL,
    ssid bigint NOT NULL,
    groups integer NOT NULL CHECK (groups > 0),
    PRIMARY KEY (lea_code, academic_year, extract, ssid)
) PARTITION BY LIST (academic_year);
