-- Parts of segments in packs: what is kept of the SENR, STAS and SINF rows of an LEA, year and
-- school is one row, with an array for each column, item i of all of them being one row of the
-- extract. It takes a third of the time to write, and a third of the space, of a row for each.
-- The views of the names that the tables had (0004_parts.sql) show them row by row; an array that
-- is NULL stands for items that all are.
--
-- school is school_of_attendance as given, '' when blank. Arrays are not compressed: that would
-- cost more time than it saves.

-- has_is tells whether the rows have independent study; those of one school that have and those
-- that have not stand apart.
CREATE TABLE isprofile.attendance_pack (
    lea_code text COLLATE "C" NOT NULL,
    academic_year text COLLATE "C" NOT NULL,
    school text COLLATE "C" NOT NULL,
    has_is boolean NOT NULL,
    cds_code text COLLATE "C" NOT NULL,
    raw_school text COLLATE "C",
    records integer[] NOT NULL,
    is_days integer[] NOT NULL,
    ssids bigint[] NOT NULL,
    expected_days integer[] NOT NULL,
    PRIMARY KEY (lea_code, academic_year, school, has_is)
) PARTITION BY LIST (academic_year);

CREATE TABLE isprofile.enrollment_pack (
    lea_code text COLLATE "C" NOT NULL,
    academic_year text COLLATE "C" NOT NULL,
    school text COLLATE "C" NOT NULL,
    cds_code text COLLATE "C" NOT NULL,
    raw_school text COLLATE "C",
    records integer[] NOT NULL,
    start_dates date[] NOT NULL,
    ssids bigint[] NOT NULL,
    exit_dates date[],
    statuses smallint[] NOT NULL,
    exit_reasons text[] COLLATE "C",
    completion_statuses text[] COLLATE "C",
    grades text[] COLLATE "C",
    genders text[] COLLATE "C" NOT NULL,
    PRIMARY KEY (lea_code, academic_year, school)
) PARTITION BY LIST (academic_year);

-- Every SINF row; which is a pupil's latest is seen when the profile is made.
CREATE TABLE isprofile.demographic_pack (
    lea_code text COLLATE "C" NOT NULL,
    academic_year text COLLATE "C" NOT NULL,
    school text COLLATE "C" NOT NULL,
    records integer[] NOT NULL,
    start_dates date[] NOT NULL,
    ssids bigint[] NOT NULL,
    are_hispanic boolean[] NOT NULL,
    are_race_missing boolean[] NOT NULL,
    genders text[] COLLATE "C" NOT NULL,
    races_1 text[] COLLATE "C",
    races_2 text[] COLLATE "C",
    races_3 text[] COLLATE "C",
    races_4 text[] COLLATE "C",
    races_5 text[] COLLATE "C",
    PRIMARY KEY (lea_code, academic_year, school)
) PARTITION BY LIST (academic_year);

DO $$
DECLARE
    item record;
BEGIN
    FOR item IN
        SELECT a.attrelid::regclass AS pack, a.attname
          FROM pg_attribute AS a
          JOIN pg_type AS t ON t.oid = a.atttypid
         WHERE a.attrelid IN ('isprofile.attendance_pack'::regclass,
                              'isprofile.enrollment_pack'::regclass,
                              'isprofile.demographic_pack'::regclass)
           AND a.attnum > 0 AND t.typcategory = 'A'
    LOOP
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STORAGE EXTERNAL', item.pack,
            item.attname);
    END LOOP;
END
$$;

-- The years that the tables have already.
DO $$
DECLARE
    year integer;
BEGIN
    FOR year IN
        SELECT substr(part.relname, length('enrollment_part_') + 1)::integer
          FROM pg_inherits AS i
          JOIN pg_class AS part ON part.oid = i.inhrelid
         WHERE i.inhparent = 'isprofile.enrollment_part'::regclass
    LOOP
        PERFORM isprofile.ensure_school_year(year || '-' || year + 1);
    END LOOP;
END
$$;

-- What stands as rows is packed. A part tells its school as given by the place that it has.
INSERT INTO isprofile.attendance_pack (lea_code, academic_year, school, has_is, cds_code,
       raw_school, records, is_days, ssids, expected_days)
SELECT p.lea_code, p.academic_year, told.school, p.is_days > 0, p.cds_code, p.raw_school,
       array_agg(p.record), array_agg(p.is_days), array_agg(p.ssid), array_agg(p.expected_days)
  FROM isprofile.attendance_part AS p
 CROSS JOIN LATERAL (SELECT coalesce(p.raw_school, nullif(substr(p.cds_code, 8), '0000000'),
       substr(p.cds_code, 1, 7))) AS told (school)
 GROUP BY p.lea_code, p.academic_year, told.school, p.is_days > 0, p.cds_code, p.raw_school;

INSERT INTO isprofile.enrollment_pack (lea_code, academic_year, school, cds_code, raw_school,
       records, start_dates, ssids, exit_dates, statuses, exit_reasons, completion_statuses,
       grades, genders)
SELECT p.lea_code, p.academic_year, told.school, p.cds_code, p.raw_school, array_agg(p.record),
       array_agg(p.start_date), array_agg(p.ssid), array_agg(p.exit_date), array_agg(p.status),
       array_agg(p.exit_reason), array_agg(p.completion_status), array_agg(p.grade),
       array_agg(p.gender)
  FROM isprofile.enrollment_part AS p
 CROSS JOIN LATERAL (SELECT coalesce(p.raw_school, nullif(substr(p.cds_code, 8), '0000000'),
       substr(p.cds_code, 1, 7))) AS told (school)
 GROUP BY p.lea_code, p.academic_year, told.school, p.cds_code, p.raw_school;

INSERT INTO isprofile.demographic_pack (lea_code, academic_year, school, records, start_dates,
       ssids, are_hispanic, are_race_missing, genders, races_1, races_2, races_3, races_4,
       races_5)
SELECT p.lea_code, p.academic_year, p.school, array_agg(p.record), array_agg(p.start_date),
       array_agg(p.ssid), array_agg(p.is_hispanic), array_agg(p.is_race_missing),
       array_agg(p.gender), array_agg(p.race_1), array_agg(p.race_2), array_agg(p.race_3),
       array_agg(p.race_4), array_agg(p.race_5)
  FROM isprofile.demographic_part AS p
 GROUP BY p.lea_code, p.academic_year, p.school;

DROP TABLE isprofile.attendance_part, isprofile.enrollment_part, isprofile.demographic_part;

CREATE VIEW isprofile.attendance_part AS
SELECT lea_code, academic_year, unnest(records) AS record, unnest(is_days) AS is_days,
       unnest(ssids) AS ssid, unnest(expected_days) AS expected_days, cds_code, raw_school, school
  FROM isprofile.attendance_pack;

CREATE VIEW isprofile.enrollment_part AS
SELECT lea_code, academic_year, unnest(records) AS record, unnest(start_dates) AS start_date,
       unnest(ssids) AS ssid, unnest(exit_dates) AS exit_date, unnest(statuses) AS status,
       cds_code, raw_school, unnest(exit_reasons) AS exit_reason,
       unnest(completion_statuses) AS completion_status, unnest(grades) AS grade,
       unnest(genders) AS gender, school
  FROM isprofile.enrollment_pack;

CREATE VIEW isprofile.demographic_part AS
SELECT lea_code, academic_year, unnest(records) AS record, unnest(start_dates) AS start_date,
       unnest(ssids) AS ssid, unnest(are_hispanic) AS is_hispanic,
       unnest(are_race_missing) AS is_race_missing, unnest(genders) AS gender, school,
       unnest(races_1) AS race_1, unnest(races_2) AS race_2, unnest(races_3) AS race_3,
       unnest(races_4) AS race_4, unnest(races_5) AS race_5
  FROM isprofile.demographic_pack;
