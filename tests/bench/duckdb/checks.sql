-- The checks of SENR as somebody would write them for DuckDB: the reader types the dates and keeps
-- what it cannot read (store_rejects), one pass over the file finds what a row can tell alone and
-- leaves a bit for each rule, and what needs several rows is looked for among the rows that stand.
-- Not done here: small letters, blanks around values, other forms of a date, suggestions, causes,
-- masking and the result files. {file}, {directory}, {reference} and {year} are put in by checks.mjs.

CREATE MACRO in_force(since, until) AS
    (since IS NULL OR since <= '{year}') AND (until IS NULL OR until >= '{year}');

CREATE TABLE grade AS
SELECT code AS spelling, code, CASE WHEN code = 'TK' THEN 'KN' ELSE code END AS pair,
       CASE WHEN code IN ('PS', 'IN', 'TD') THEN 0
            WHEN code IN ('TK', 'KN') THEN 1
            WHEN code = 'AD' THEN 14
            ELSE TRY_CAST(code AS INTEGER) + 1 END AS rank
  FROM read_csv('{reference}/grade_level.csv', all_varchar = true)
 WHERE in_force(since, until);

INSERT INTO grade
SELECT a.spelling, g.code, g.pair, g.rank
  FROM read_csv('{reference}/grade_alias.csv', all_varchar = true) AS a
  JOIN grade AS g ON g.spelling = a.code
 WHERE a.spelling NOT IN (SELECT spelling FROM grade);

CREATE TABLE enrollment_status AS
SELECT code, in_force(since, until) AS valid
  FROM read_csv('{reference}/enrollment_status.csv', all_varchar = true);

CREATE TABLE exit_reason AS
SELECT code, in_force(since, until) AS valid
  FROM read_csv('{reference}/exit_reason.csv', all_varchar = true);

CREATE TABLE completion_status AS
SELECT code, in_force(since, until) AS valid, outcome = 'graduate' AS graduates
  FROM read_csv('{reference}/completion_status.csv', all_varchar = true);

CREATE TABLE exit_grade AS
SELECT exit_reason, grade_level
  FROM read_csv('{reference}/valid_exit_grade.csv', all_varchar = true)
 WHERE in_force(since, until);

CREATE TABLE completion_grade AS
SELECT completion_status, grade_level
  FROM read_csv('{reference}/valid_completion_grade.csv', all_varchar = true)
 WHERE in_force(since, until);

CREATE TABLE exit_completion AS
SELECT exit_reason, completion_status
  FROM read_csv('{reference}/valid_exit_completion.csv', all_varchar = true)
 WHERE in_force(since, until);

CREATE MACRO span_rank(span_end) AS
    CASE span_end WHEN 'P' THEN 0 WHEN 'K' THEN 1 WHEN 'Adult' THEN 14 WHEN 'Post Secondary' THEN 15
         ELSE TRY_CAST(span_end AS INTEGER) + 1 END;

CREATE TABLE place AS
SELECT CASE WHEN school = '0000000' THEN district ELSE school END AS code, district,
       school = '0000000' AS is_office, charter, opened, closed,
       span_rank(split_part(span, '-', 1)) AS low,
       span_rank(CASE WHEN contains(span, '-') THEN split_part(span, '-', 2) ELSE span END) AS high
  FROM (SELECT left(CDSCode, 7) AS district, right(CDSCode, 7) AS school, Charter = 'Y' AS charter,
               try_strptime(OpenDate, '%m/%d/%Y')::DATE AS opened,
               try_strptime(ClosedDate, '%m/%d/%Y')::DATE AS closed, GSserved AS span
          FROM read_csv('{directory}', delim = '\t', quote = '', header = true,
                        all_varchar = true));

CREATE TABLE judged AS
WITH cells AS (
    SELECT * REPLACE (
               CASE WHEN length(school_of_attendance) < 7
                     AND lpad(school_of_attendance, 7, '0') IN (SELECT code FROM place)
                    THEN lpad(school_of_attendance, 7, '0')
                    ELSE school_of_attendance END AS school_of_attendance)
      FROM read_csv('{file}', auto_detect = false, header = true, delim = ',', quote = '"',
                    escape = '"', new_line = '\n', dateformat = '%Y%m%d', store_rejects = true,
                    rejects_limit = 0, columns = {
                        record_type: 'VARCHAR', transaction_type: 'VARCHAR',
                        local_record_id: 'VARCHAR', reporting_lea: 'VARCHAR',
                        school_of_attendance: 'VARCHAR', school_of_attendance_nps: 'VARCHAR',
                        academic_year: 'VARCHAR', ssid: 'VARCHAR', local_student_id: 'VARCHAR',
                        first_name: 'VARCHAR', middle_name: 'VARCHAR', last_name: 'VARCHAR',
                        name_suffix: 'VARCHAR', alias_first_name: 'VARCHAR',
                        alias_middle_name: 'VARCHAR', alias_last_name: 'VARCHAR',
                        birth_date: 'DATE', gender: 'VARCHAR', birth_city: 'VARCHAR',
                        birth_state: 'VARCHAR', birth_country: 'VARCHAR',
                        enrollment_start_date: 'DATE', enrollment_status: 'VARCHAR',
                        grade_level: 'VARCHAR', enrollment_exit_date: 'DATE',
                        exit_reason: 'VARCHAR', completion_status: 'VARCHAR',
                        expected_receiver_school: 'VARCHAR', met_uc_csu_requirements: 'VARCHAR',
                        school_transfer: 'VARCHAR', district_of_residence: 'VARCHAR',
                        golden_state_seal: 'VARCHAR', seal_of_biliteracy: 'VARCHAR',
                        adult_transition_status: 'VARCHAR', graduation_exemption: 'VARCHAR'})
)
SELECT r.ssid, r.school_of_attendance AS school, r.enrollment_start_date AS start,
       r.enrollment_exit_date AS finish,
       r.enrollment_status = '10' OR r.enrollment_status = '30'
           AND coalesce(r.enrollment_exit_date - r.enrollment_start_date >= 30, false) AS is_primary,
       r.exit_reason = 'E230' AND c.graduates AS graduates,
       -- value_missing
       CASE WHEN r.reporting_lea IS NULL OR r.ssid IS NULL OR r.birth_date IS NULL
              OR r.gender IS NULL OR r.enrollment_start_date IS NULL
              OR r.enrollment_status IS NULL OR r.academic_year IS NULL THEN 1 ELSE 0 END
       -- value_too_long
     | CASE WHEN length(r.first_name) > 30 OR length(r.middle_name) > 30
              OR length(r.last_name) > 50 OR length(r.name_suffix) > 3
              OR length(r.alias_first_name) > 30 OR length(r.alias_middle_name) > 30
              OR length(r.alias_last_name) > 50 OR length(r.birth_city) > 30
              OR length(r.birth_state) > 6 OR length(r.birth_country) > 2
              OR length(r.local_student_id) > 15 OR length(r.local_record_id) > 255
              OR length(r.adult_transition_status) > 1 THEN 2 ELSE 0 END
       -- value_control_character, value_spreadsheet_damage of texts
     | CASE WHEN regexp_matches(concat_ws('|', r.local_record_id, r.local_student_id, r.first_name,
                     r.middle_name, r.last_name, r.name_suffix, r.alias_first_name,
                     r.alias_middle_name, r.alias_last_name, r.birth_city, r.birth_state,
                     r.birth_country),
                 '[\x00-\x1f\x7f\x{80}-\x{9f}]|(^|\|)(##+|[0-9][.][0-9]+E[+][0-9][0-9]|#(N/A|REF!|VALUE!|NAME[?]|DIV/0!|NUM!|NULL!|SPILL!|CALC!))(\||$)')
            THEN 4 ELSE 0 END
       -- ssid_malformed
     | CASE WHEN NOT regexp_full_match(r.ssid, '[0-9]{10}') THEN 8 ELSE 0 END
       -- year_malformed; another year than the file's refuses the file
     | CASE WHEN r.academic_year <> '{year}' THEN 16 ELSE 0 END
       -- value_not_in_code_set, value_code_not_in_force
     | CASE WHEN r.gender NOT IN ('F', 'M', 'X') OR r.transaction_type NOT IN ('A', 'D', 'R')
              OR r.record_type NOT IN ('SENR', 'SENR-R')
              OR r.school_transfer NOT IN ('1', '2', '3', '4', '5', '6', '7', '8', '9')
              OR (r.enrollment_status IS NOT NULL AND s.valid IS DISTINCT FROM true)
              OR (r.exit_reason IS NOT NULL AND x.valid IS DISTINCT FROM true)
              OR (r.completion_status IS NOT NULL AND c.valid IS DISTINCT FROM true)
              OR NOT regexp_full_match(r.reporting_lea, '[0-9]{7}')
              OR NOT regexp_full_match(r.school_of_attendance_nps, '[0-9]{7}')
              OR NOT regexp_full_match(r.expected_receiver_school, '[0-9]{7}')
              OR NOT regexp_full_match(r.district_of_residence, '[0-9]{7}') THEN 32 ELSE 0 END
       -- value_not_y_or_n
     | CASE WHEN r.met_uc_csu_requirements NOT IN ('Y', 'N') OR r.golden_state_seal NOT IN ('Y', 'N')
              OR r.seal_of_biliteracy NOT IN ('Y', 'N') OR r.graduation_exemption NOT IN ('Y', 'N')
            THEN 64 ELSE 0 END
       -- row_not_full_extract
     | CASE WHEN r.transaction_type IN ('D', 'R') THEN 128 ELSE 0 END
       -- exit_before_start
     | CASE WHEN r.enrollment_exit_date < r.enrollment_start_date
                 - CASE WHEN r.exit_reason = 'N470' THEN 1 ELSE 0 END THEN 256 ELSE 0 END
       -- exit_incomplete
     | CASE WHEN (r.enrollment_exit_date IS NULL) <> (r.exit_reason IS NULL) THEN 512 ELSE 0 END
       -- completion_without_e230, e230_without_completion
     | CASE WHEN r.completion_status IS NOT NULL AND xc.exit_reason IS NULL
              OR r.exit_reason = 'E230' AND r.completion_status IS NULL THEN 1024 ELSE 0 END
       -- exit_grade_combination, completion_grade_combination
     | CASE WHEN g.code IS NOT NULL AND (r.exit_reason IS NOT NULL AND xg.exit_reason IS NULL
              OR r.completion_status IS NOT NULL AND cg.completion_status IS NULL)
            THEN 2048 ELSE 0 END
       -- uc_csu_missing, graduation_exemption_missing, graduation_exemption_unexpected
     | CASE WHEN r.completion_status = '100' AND r.met_uc_csu_requirements IS NULL
              OR r.completion_status = '100' AND r.enrollment_exit_date > DATE '2023-06-30'
                 AND r.graduation_exemption IS NULL
              OR r.graduation_exemption IS NOT NULL
                 AND r.completion_status IS DISTINCT FROM '100' THEN 4096 ELSE 0 END
       -- nonpublic_school_code
     | CASE WHEN (coalesce(r.school_of_attendance, '') = '0000001')
              <> (r.school_of_attendance_nps IS NOT NULL) THEN 8192 ELSE 0 END AS errors,
       -- what does not refuse the row
       CASE WHEN g.code IS NULL THEN 1 ELSE 0 END AS grade_not_identified,
       CASE WHEN r.school_of_attendance IS NULL
              OR r.school_of_attendance NOT IN ('0000001', '0000002')
                 AND (p.code IS NULL OR p.is_office AND p.code <> r.reporting_lea)
            THEN 1 ELSE 0 END AS school_not_identified,
       CASE WHEN p.district <> r.reporting_lea AND NOT p.is_office
                 AND NOT (p.charter AND p.code = r.reporting_lea)
            THEN 1 ELSE 0 END AS school_of_another_lea,
       CASE WHEN NOT p.is_office AND (r.enrollment_start_date > p.closed
                                      OR r.enrollment_start_date < p.opened)
            THEN 1 ELSE 0 END AS school_closed,
       CASE WHEN p.is_office AND p.code = r.reporting_lea
            THEN 1 ELSE 0 END AS school_is_district_program,
       CASE WHEN r.school_of_attendance = '0000001' THEN 1 ELSE 0 END AS school_is_nonpublic,
       CASE WHEN r.school_of_attendance = '0000002' THEN 1 ELSE 0 END AS school_is_private,
       CASE WHEN NOT p.is_office AND (g.code <> 'TK' AND g.rank NOT BETWEEN p.low AND p.high
                                      OR g.code = 'TK' AND g.rank < p.low)
            THEN 1 ELSE 0 END AS grade_outside_school_span,
       CASE WHEN r.enrollment_start_date > DATE '{window_end}'
              OR greatest(r.enrollment_exit_date, r.enrollment_start_date) < DATE '{year_start}'
            THEN 1 ELSE 0 END AS enrollment_outside_year,
       CASE WHEN r.enrollment_status = '30'
                 AND r.enrollment_exit_date - r.enrollment_start_date + 1 > 30
            THEN 1 ELSE 0 END AS short_term_too_long,
       CASE WHEN date_sub('year', r.birth_date, r.enrollment_start_date) NOT BETWEEN
                 CASE WHEN g.code = 'AD' THEN 16 ELSE 3 END
                 AND CASE WHEN g.code = 'AD' THEN 80 ELSE 22 END
            THEN 1 ELSE 0 END AS age_implausible
  FROM cells AS r
  LEFT JOIN place AS p ON p.code = r.school_of_attendance
  LEFT JOIN grade AS g ON g.spelling = r.grade_level
  LEFT JOIN enrollment_status AS s ON s.code = r.enrollment_status
  LEFT JOIN exit_reason AS x ON x.code = r.exit_reason
  LEFT JOIN completion_status AS c ON c.code = r.completion_status
  LEFT JOIN exit_completion AS xc
         ON xc.exit_reason = r.exit_reason AND xc.completion_status = r.completion_status
  LEFT JOIN exit_grade AS xg ON xg.exit_reason = r.exit_reason AND xg.grade_level = g.pair
  LEFT JOIN completion_grade AS cg
         ON cg.completion_status = r.completion_status AND cg.grade_level = g.pair;

-- row_duplicate_key, enrollments_overlap: against the rows before that stand themselves.
CREATE TABLE crowded AS
SELECT rowid AS row, ssid, school, start, coalesce(finish, DATE '9999-12-31') AS finish
  FROM judged
 WHERE errors = 0
   AND (ssid, coalesce(school, '')) IN (SELECT (ssid, coalesce(school, '')) FROM judged
                                         WHERE errors = 0 GROUP BY ALL HAVING count(*) > 1);

CREATE TABLE refused_later AS
WITH RECURSIVE
    placed AS (
        SELECT *, row_number() OVER (PARTITION BY ssid, school ORDER BY row) AS place
          FROM crowded),
    standing AS (
        SELECT ssid, school, place, [{s: start, f: finish}] AS kept, false AS refused, row
          FROM placed WHERE place = 1
        UNION ALL
        SELECT p.ssid, p.school, p.place,
               CASE WHEN hit THEN kept ELSE list_append(kept, {s: p.start, f: p.finish}) END,
               hit, p.row
          FROM (SELECT n.*, k.kept,
                       len(list_filter(k.kept, lambda e: e.s = n.start
                           OR (e.f >= e.s AND n.finish >= n.start
                               AND e.s <= n.finish AND n.start <= e.f))) > 0 AS hit
                  FROM standing AS k
                  JOIN placed AS n ON n.ssid = k.ssid AND n.place = k.place + 1
                   AND n.school IS NOT DISTINCT FROM k.school) AS p)
SELECT row FROM standing WHERE refused;

-- enrolled_after_diploma
CREATE TABLE after_diploma AS
SELECT j.rowid AS row
  FROM judged AS j
  JOIN (SELECT ssid, min(finish) AS day FROM judged
         WHERE graduates AND errors = 0 AND rowid NOT IN (FROM refused_later)
         GROUP BY ssid) AS d ON d.ssid = j.ssid
 WHERE j.is_primary AND j.errors = 0 AND j.rowid NOT IN (FROM refused_later)
   AND coalesce(j.finish, DATE '9999-12-31') > d.day
   AND coalesce(j.finish, DATE '9999-12-31') >= j.start;

-- What is told: rows refused by the reader and by the rules, rows that stand, and their findings.
SELECT (SELECT count(DISTINCT line) FROM reject_errors) AS refused_by_reader,
       (SELECT count(*) FROM judged WHERE errors <> 0) AS refused_by_rules,
       (SELECT count(*) FROM refused_later) AS refused_by_other_rows,
       (SELECT count(*) FROM after_diploma) AS enrolled_after_diploma,
       count(*) AS accepted, sum(grade_not_identified) AS grade_not_identified,
       sum(school_not_identified) AS school_not_identified,
       sum(school_of_another_lea) AS school_of_another_lea, sum(school_closed) AS school_closed,
       sum(school_is_district_program) AS school_is_district_program,
       sum(school_is_nonpublic) AS school_is_nonpublic, sum(school_is_private) AS school_is_private,
       sum(grade_outside_school_span) AS grade_outside_school_span,
       sum(enrollment_outside_year) AS enrollment_outside_year,
       sum(short_term_too_long) AS short_term_too_long, sum(age_implausible) AS age_implausible
  FROM judged
 WHERE errors = 0 AND rowid NOT IN (FROM refused_later);
