-- Rows in packs: up to 1,000 records of a submission are one row of the database, which holds each
-- column of the extract as a list. That takes a fifth of the time to write, and a fifth of the
-- space, of a row for each record; the views of the names that the tables had (0003_extracts.sql)
-- show them row by row.
--
-- A list is an array, or for texts the items with the unit separator (U+001F) between them, which
-- no value can hold; '' among them stands for NULL. Item i is of the pack's i-th record. A single
-- item stands for the same value in all of them; a list that is NULL, for none in any. Numbers
-- with decimals are whole numbers of their last decimal: days in hundredths. first_record is the
-- least record of a pack, rows how many it has. Lists are not compressed: that would cost more
-- time than it saves.

-- Where a school of an LEA's rows lies. school is school_of_attendance as given, '' when blank.
-- cds_code is the school with its county and district where it resolves to one; then raw_school is
-- NULL. Otherwise cds_code is the county and district of the LEA, 7 digits, and raw_school the
-- school as given.
CREATE TABLE isprofile.school_place (
    lea_code text COLLATE "C" NOT NULL,
    school text COLLATE "C" NOT NULL,
    cds_code text COLLATE "C" NOT NULL,
    raw_school text COLLATE "C",
    PRIMARY KEY (lea_code, school)
);

-- What the directory says of it now. The county and district of a reporting LEA: itself when it is
-- a county-district code, else those of the charter that it is the school code of, else itself.
CREATE FUNCTION isprofile.find_place(lea text, given text)
RETURNS TABLE (cds_code text, raw_school text)
LANGUAGE sql STABLE AS $$
    SELECT coalesce(place.cds_code, home.county_district),
           CASE WHEN place.cds_code IS NULL THEN given END
      FROM (SELECT coalesce(
               (SELECT substr(s.cds_code, 1, 7) FROM isprofile.school AS s
                 WHERE s.cds_code = lea || '0000000'),
               (SELECT substr(s.cds_code, 1, 7) FROM isprofile.school AS s
                 WHERE s.school_code = lea AND s.is_charter),
               lea) AS county_district) AS home
     CROSS JOIN LATERAL (SELECT coalesce(
               (SELECT s.cds_code FROM isprofile.school AS s WHERE s.school_code = given),
               CASE WHEN given = lea AND lea = home.county_district
                    THEN home.county_district || '0000000'
                    WHEN given IN ('0000001', '0000002') THEN home.county_district || given
               END) AS cds_code) AS place
$$;

-- A list of a pack as an array with an item for each of its rows.
CREATE FUNCTION isprofile.spread(given anyarray, row_count integer) RETURNS anyarray
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN pg_catalog.cardinality(given) OPERATOR(pg_catalog.=) 1
                THEN pg_catalog.array_fill(given[1], ARRAY[row_count])
                ELSE given END
$$;

CREATE FUNCTION isprofile.spread(given text, row_count integer) RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN pg_catalog.strpos(given, pg_catalog.chr(31)) OPERATOR(pg_catalog.=) 0
                THEN pg_catalog.array_fill(given, ARRAY[row_count])
                ELSE pg_catalog.string_to_array(given, pg_catalog.chr(31), '') END
$$;

DROP VIEW isprofile.own_senr, isprofile.own_stas, isprofile.own_sinf, isprofile.own_sprg,
    isprofile.own_isag, isprofile.own_ispu, isprofile.own_isad, isprofile.own_ispo,
    isprofile.attendance_part, isprofile.enrollment_part, isprofile.demographic_part;

-- Of each extract: its table of packs, the rows that stand, and the view in place of the table.
DO $$
DECLARE
    extract text;
    year integer;
    definition text;
    names text;
    gathered text;
    shown text;
    mark text;
    pack_columns text;
BEGIN
    FOREACH extract IN ARRAY ARRAY['senr', 'stas', 'sinf', 'sprg', 'isag', 'ispu', 'isad', 'ispo']
    LOOP
        SELECT string_agg(format('%I %s%s', c.name, c.kept_as, c.bound), ', '
                          ORDER BY c.attnum),
               string_agg(format('%I', c.name), ', ' ORDER BY c.attnum),
               string_agg(format('CASE WHEN count(%I) > 0 THEN %s END', c.name, c.kept), ', '
                          ORDER BY c.attnum),
               string_agg(format(CASE WHEN c.scale > 0
                                 THEN '(unnest(isprofile.spread(%1$I, rows)) * %2$s)::%3$s AS %1$I'
                                 ELSE 'unnest(isprofile.spread(%1$I, rows)) AS %1$I' END,
                                 c.name, round(1 / 10.0 ^ c.scale, 4), c.type), ', '
                          ORDER BY c.attnum)
          INTO definition, names, gathered, shown
          FROM (SELECT a.attnum, a.attname AS name, t.type, n.scale,
                       CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END AS bound,
                       CASE WHEN t.type = 'text' THEN 'text COLLATE "C"'
                            ELSE coalesce(n.type, t.type) || '[]' END AS kept_as,
                       CASE WHEN t.type = 'text'
                            THEN format('string_agg(coalesce(%I, %L), %L ORDER BY record)',
                                        a.attname, '', chr(31))
                            WHEN n.type IS NULL
                            THEN format('array_agg(%I ORDER BY record)', a.attname)
                            ELSE format('array_agg((%I * %s)::%s ORDER BY record)', a.attname,
                                        (10 ^ n.scale)::integer, n.type) END AS kept
                  FROM pg_attribute AS a
                 CROSS JOIN LATERAL (SELECT format_type(a.atttypid, a.atttypmod)) AS t (type)
                 CROSS JOIN LATERAL (SELECT substring(t.type FROM ',(\d+)\)$')::integer,
                       CASE WHEN substring(t.type FROM '^numeric\((\d+),')::integer > 9
                            THEN 'bigint'
                            WHEN t.type LIKE 'numeric%' THEN 'integer' END) AS n (scale, type)
                 WHERE a.attrelid = format('isprofile.%I', extract)::regclass AND a.attnum > 0
                   AND NOT a.attisdropped
                   AND a.attname NOT IN ('lea_code', 'academic_year', 'submission_id')) AS c;
        -- Rows of STAS that tell days of independent study stand in packs of their own.
        mark := CASE extract WHEN 'stas' THEN 'exempt IS NOT TRUE '
            || 'AND coalesce(is_days_not_credited, 0) + coalesce(is_days_credited, 0) > 0' END;
        pack_columns := concat_ws(', ', 'lea_code', 'academic_year', 'submission_id',
            'first_record', 'rows', CASE WHEN mark IS NOT NULL THEN 'has_is' END, names);
        EXECUTE format('CREATE TABLE isprofile.%I (
            lea_code text COLLATE "C" NOT NULL, academic_year text COLLATE "C" NOT NULL,
            submission_id bigint NOT NULL, first_record integer NOT NULL,
            rows integer NOT NULL, %s %s,
            PRIMARY KEY (lea_code, first_record, academic_year),
            CHECK (cardinality(record) = rows)) PARTITION BY LIST (academic_year)',
            extract || '_pack', CASE WHEN mark IS NOT NULL THEN 'has_is boolean NOT NULL,' END,
            definition);
        EXECUTE (SELECT format('ALTER TABLE isprofile.%I %s', extract || '_pack',
                     string_agg(format('ALTER COLUMN %I SET STORAGE EXTERNAL', a.attname), ', '))
                   FROM pg_attribute AS a
                   JOIN pg_type AS t ON t.oid = a.atttypid
                  WHERE a.attrelid = format('isprofile.%I', extract || '_pack')::regclass
                    AND a.attnum > 5 AND t.typlen = -1);
        FOR year IN
            SELECT substr(part.relname, length(extract) + 2)::integer
              FROM pg_inherits AS i
              JOIN pg_class AS part ON part.oid = i.inhrelid
             WHERE i.inhparent = format('isprofile.%I', extract)::regclass
        LOOP
            PERFORM isprofile.ensure_school_year(year || '-' || year + 1);
        END LOOP;
        EXECUTE format('INSERT INTO isprofile.%I (%s)
            SELECT lea_code, academic_year, submission_id, min(record), count(*), %s %s
              FROM (SELECT *, (row_number() OVER (PARTITION BY lea_code, academic_year, mark
                                                  ORDER BY record) - 1) / 1000 AS place
                      FROM (SELECT *, %s AS mark FROM isprofile.%I) AS marked) AS numbered
             GROUP BY lea_code, academic_year, submission_id, mark, place',
            extract || '_pack', pack_columns, CASE WHEN mark IS NOT NULL THEN 'mark,' END, gathered,
            coalesce(mark, 'NULL::boolean'), extract);
        EXECUTE format('DROP TABLE isprofile.%I', extract);
        EXECUTE format('CREATE VIEW isprofile.%I AS SELECT lea_code, academic_year, submission_id,
            %s FROM isprofile.%I', extract, shown, extract || '_pack');
    END LOOP;
END
$$;

INSERT INTO isprofile.school_place (lea_code, school, cds_code, raw_school)
SELECT given.lea_code, given.school, place.cds_code, place.raw_school
  FROM (SELECT lea_code, coalesce(school_of_attendance, '') AS school FROM isprofile.senr
         UNION
        SELECT lea_code, coalesce(school_of_attendance, '') FROM isprofile.stas
         UNION
        SELECT lea_code, coalesce(school_of_attendance, '') FROM isprofile.isag) AS given
 CROSS JOIN LATERAL isprofile.find_place(given.lea_code, given.school) AS place;

-- Parts of segments (0004_parts.sql), of which nothing is kept any more but the rows themselves.

DROP TABLE isprofile.attendance_pack, isprofile.enrollment_pack, isprofile.demographic_pack,
    isprofile.agreement_part, isprofile.group_part;

CREATE VIEW isprofile.attendance_part AS
SELECT row.lea_code, row.academic_year, row.record, days.of_is AS is_days, row.ssid,
       days.expected AS expected_days, place.cds_code, place.raw_school, place.school, row.has_is
  FROM (SELECT lea_code, academic_year, has_is, unnest(record) AS record,
               unnest(isprofile.spread(ssid, rows)) AS ssid,
               unnest(isprofile.spread(school_of_attendance, rows)) AS school,
               unnest(isprofile.spread(exempt, rows)) AS exempt,
               unnest(isprofile.spread(expected_days, rows)) AS expected,
               unnest(isprofile.spread(is_days_not_credited, rows)) AS not_credited,
               unnest(isprofile.spread(is_days_credited, rows)) AS credited
          FROM isprofile.stas_pack
         WHERE academic_year >= '2021-2022') AS row
  JOIN isprofile.school_place AS place
    ON place.lea_code = row.lea_code AND place.school = coalesce(row.school, '')
 CROSS JOIN LATERAL (SELECT coalesce(row.not_credited, 0) + coalesce(row.credited, 0),
       coalesce(row.expected, 0)) AS days (of_is, expected)
 WHERE row.exempt IS NOT TRUE AND (days.of_is > 0 OR days.expected > 0);

CREATE VIEW isprofile.agreement_part AS
SELECT row.lea_code, row.academic_year, row.record, row.is_schooldays, row.ssid, row.is_percent,
       row.start_date, row.end_date, row.modality = 'CBIS' AS is_course_based, place.cds_code,
       place.raw_school, row.grade, row.placement, row.agreement_id, place.school
  FROM (SELECT lea_code, academic_year, unnest(record) AS record,
               unnest(isprofile.spread(is_schooldays, rows)) AS is_schooldays,
               unnest(isprofile.spread(ssid, rows)) AS ssid,
               unnest(isprofile.spread(is_percent, rows)) AS is_percent,
               unnest(isprofile.spread(agreement_start_date, rows)) AS start_date,
               unnest(isprofile.spread(agreement_end_date, rows)) AS end_date,
               unnest(isprofile.spread(modality, rows)) AS modality,
               unnest(isprofile.spread(school_of_attendance, rows)) AS school,
               unnest(isprofile.spread(grade_level, rows)) AS grade,
               unnest(isprofile.spread(program_placement, rows)) AS placement,
               unnest(isprofile.spread(agreement_id, rows)) AS agreement_id
          FROM isprofile.isag_pack) AS row
  JOIN isprofile.school_place AS place
    ON place.lea_code = row.lea_code AND place.school = coalesce(row.school, '');

CREATE VIEW isprofile.enrollment_part AS
SELECT row.lea_code, row.academic_year, row.record, row.start_date, row.ssid, row.exit_date,
       row.status::smallint AS status, place.cds_code, place.raw_school, row.exit_reason,
       row.completion_status, row.grade, row.gender, place.school
  FROM (SELECT lea_code, academic_year, unnest(record) AS record,
               unnest(isprofile.spread(enrollment_start_date, rows)) AS start_date,
               unnest(isprofile.spread(ssid, rows)) AS ssid,
               unnest(isprofile.spread(enrollment_exit_date, rows)) AS exit_date,
               unnest(isprofile.spread(enrollment_status, rows)) AS status,
               unnest(isprofile.spread(school_of_attendance, rows)) AS school,
               unnest(isprofile.spread(exit_reason, rows)) AS exit_reason,
               unnest(isprofile.spread(completion_status, rows)) AS completion_status,
               unnest(isprofile.spread(grade_level, rows)) AS grade,
               unnest(isprofile.spread(gender, rows)) AS gender
          FROM isprofile.senr_pack) AS row
  JOIN isprofile.school_place AS place
    ON place.lea_code = row.lea_code AND place.school = coalesce(row.school, '');

-- Every SINF row; which is a pupil's latest is seen when the profile is made.
CREATE VIEW isprofile.demographic_part AS
SELECT row.lea_code, row.academic_year, row.record, row.start_date, row.ssid,
       row.hispanic IS TRUE AS is_hispanic, row.race_missing IS TRUE AS is_race_missing,
       row.gender, coalesce(row.school, '') AS school, row.race_1, row.race_2, row.race_3,
       row.race_4, row.race_5
  FROM (SELECT lea_code, academic_year, unnest(record) AS record,
               unnest(isprofile.spread(effective_start_date, rows)) AS start_date,
               unnest(isprofile.spread(ssid, rows)) AS ssid,
               unnest(isprofile.spread(hispanic, rows)) AS hispanic,
               unnest(isprofile.spread(race_missing, rows)) AS race_missing,
               unnest(isprofile.spread(gender, rows)) AS gender,
               unnest(isprofile.spread(school_of_attendance, rows)) AS school,
               unnest(isprofile.spread(race_1, rows)) AS race_1,
               unnest(isprofile.spread(race_2, rows)) AS race_2,
               unnest(isprofile.spread(race_3, rows)) AS race_3,
               unnest(isprofile.spread(race_4, rows)) AS race_4,
               unnest(isprofile.spread(race_5, rows)) AS race_5
          FROM isprofile.sinf_pack) AS row;

-- A pupil can have several rows; its groups are all that any of them tells.
CREATE VIEW isprofile.group_part AS
SELECT row.lea_code, row.academic_year, 'ISPU' AS extract, row.ssid, told.groups
  FROM (SELECT lea_code, academic_year, unnest(isprofile.spread(ssid, rows)) AS ssid,
               unnest(isprofile.spread(english_learner, rows)) AS english_learner,
               unnest(isprofile.spread(iep_active, rows)) AS iep_active,
               unnest(isprofile.spread(socioeconomically_disadvantaged, rows)) AS disadvantaged,
               unnest(isprofile.spread(migrant, rows)) AS migrant,
               unnest(isprofile.spread(foster, rows)) AS foster,
               unnest(isprofile.spread(homeless, rows)) AS homeless
          FROM isprofile.ispu_pack) AS row
 CROSS JOIN LATERAL (SELECT (row.english_learner IS TRUE)::integer
       + (row.iep_active IS TRUE)::integer * 2 + (row.disadvantaged IS TRUE)::integer * 4
       + (row.migrant IS TRUE)::integer * 8 + (row.foster IS TRUE)::integer * 16
       + (row.homeless IS TRUE)::integer * 32) AS told (groups)
 WHERE told.groups > 0
UNION ALL
SELECT row.lea_code, row.academic_year, 'SPRG', row.ssid, told.groups
  FROM (SELECT lea_code, academic_year, unnest(isprofile.spread(ssid, rows)) AS ssid,
               unnest(isprofile.spread(education_program, rows)) AS education_program
          FROM isprofile.sprg_pack) AS row
  JOIN isprofile.ref_education_program AS program ON program.code = row.education_program
  JOIN (VALUES ('swd', 2), ('sed', 4), ('migrant', 8), ('foster', 16), ('homeless', 32))
       AS told (pupil_group, groups) ON told.pupil_group = program.pupil_group;

-- What an LEA sees of itself (0006_own_rows.sql), once more.
DO $$
DECLARE
    extract text;
BEGIN
    FOREACH extract IN ARRAY ARRAY['senr', 'stas', 'sinf', 'sprg', 'isag', 'ispu', 'isad', 'ispo']
    LOOP
        EXECUTE format('CREATE VIEW isprofile.%I WITH (security_barrier) AS
            SELECT * FROM isprofile.%I WHERE lea_code = isprofile.own_lea()',
            'own_' || extract, extract);
    END LOOP;
END
$$;
