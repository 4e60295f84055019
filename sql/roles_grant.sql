-- What each role may do, from nothing: run again, it takes away what is not listed here.
REVOKE ALL ON ALL TABLES IN SCHEMA isprofile FROM isprofile_loader, isprofile_reporter,
    isprofile_analyst, isprofile_lea, isprofile_auditor;

REVOKE ALL ON ALL SEQUENCES IN SCHEMA isprofile FROM isprofile_loader, isprofile_reporter,
    isprofile_analyst, isprofile_lea, isprofile_auditor;

REVOKE ALL ON SCHEMA isprofile FROM PUBLIC;

GRANT USAGE ON SCHEMA isprofile TO isprofile_loader, isprofile_reporter, isprofile_analyst,
    isprofile_lea, isprofile_auditor;

-- Code sets and the directory hold no pupil.
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN
        SELECT relname
          FROM pg_class
         WHERE relnamespace = 'isprofile'::regnamespace AND relkind = 'r'
           AND (relname LIKE 'ref\_%'
                OR relname IN ('rule', 'reference_version', 'school', 'directory_version'))
    LOOP
        EXECUTE format('GRANT SELECT ON isprofile.%I TO isprofile_loader, isprofile_reporter,
            isprofile_analyst, isprofile_lea, isprofile_auditor', name);
    END LOOP;
END
$$;

GRANT SELECT ON isprofile.schema_migration
    TO isprofile_loader, isprofile_reporter, isprofile_analyst, isprofile_auditor;

-- The loader takes submissions in and out. The ledger it can only add to.
GRANT SELECT, INSERT, DELETE ON isprofile.senr_pack, isprofile.stas_pack, isprofile.sinf_pack,
    isprofile.sprg_pack, isprofile.isag_pack, isprofile.ispu_pack, isprofile.isad_pack,
    isprofile.ispo_pack, isprofile.agreement_cost_pack, isprofile.law_count, isprofile.ada_line,
    isprofile.law_basis TO isprofile_loader;

GRANT SELECT, INSERT ON isprofile.finding_pack, isprofile.normalization TO isprofile_loader;

-- All but the login, which the database fills in.
GRANT SELECT, INSERT (lea_code, submission_id, extract, academic_year, file_name, sha256, bytes,
    rows_read, rows_loaded, rows_rejected, rows_withheld, verdict, withdraws, rule_set,
    reference_version, directory_version, program_version, started_at, finished_at)
    ON isprofile.submission TO isprofile_loader;

GRANT SELECT, INSERT, UPDATE ON isprofile.school_place TO isprofile_loader;

GRANT SELECT ON isprofile.senr, isprofile.stas, isprofile.sinf, isprofile.sprg, isprofile.isag,
    isprofile.ispu, isprofile.isad, isprofile.ispo, isprofile.submission_current,
    isprofile.attendance_part, isprofile.agreement_part, isprofile.enrollment_part,
    isprofile.demographic_part, isprofile.group_part, isprofile.finding_count,
    isprofile.agreement_cost TO isprofile_loader;

GRANT SELECT, INSERT, UPDATE ON isprofile.file_stamp TO isprofile_loader;

GRANT SELECT, INSERT, UPDATE, DELETE ON isprofile.state_due TO isprofile_loader;

GRANT SELECT, INSERT ON isprofile.run TO isprofile_loader;

GRANT USAGE ON SEQUENCE isprofile.run_run_id_seq TO isprofile_loader;

GRANT SELECT ON isprofile.run TO isprofile_reporter, isprofile_analyst, isprofile_auditor;

GRANT USAGE ON SEQUENCE isprofile.submission_submission_id_seq TO isprofile_loader;

GRANT INSERT, DELETE ON isprofile.school, isprofile.directory_version TO isprofile_loader;

GRANT EXECUTE ON FUNCTION isprofile.ensure_school_year(text) TO isprofile_loader;

-- The reporter reads segments, the ledger, and what holds no pupil: no name, and no raw row but
-- those of ISAD. Of the packs it reads the columns that segments are made of.
GRANT SELECT ON isprofile.attendance_part, isprofile.agreement_part, isprofile.enrollment_part,
    isprofile.demographic_part, isprofile.group_part, isprofile.submission,
    isprofile.submission_current, isprofile.finding_count, isprofile.isad, isprofile.agreement_cost,
    isprofile.agreement_cost_pack, isprofile.law_count, isprofile.ada_line,
    isprofile.school_place TO isprofile_reporter;

GRANT SELECT (lea_code, academic_year, rows, ssid, record, school_of_attendance, enrollment_status,
    enrollment_start_date, enrollment_exit_date, exit_reason, completion_status, grade_level,
    gender) ON isprofile.senr_pack TO isprofile_reporter;

GRANT SELECT (lea_code, academic_year, rows, has_is, ssid, record, school_of_attendance, exempt,
    is_days_not_credited, is_days_credited, expected_days)
    ON isprofile.stas_pack TO isprofile_reporter;

GRANT SELECT (lea_code, academic_year, rows, ssid, record, school_of_attendance,
    effective_start_date, gender, hispanic, race_missing, race_1, race_2, race_3, race_4, race_5)
    ON isprofile.sinf_pack TO isprofile_reporter;

GRANT SELECT (lea_code, academic_year, rows, ssid, record, school_of_attendance, agreement_id,
    agreement_start_date, agreement_end_date, is_schooldays, is_percent, grade_level,
    program_placement, modality) ON isprofile.isag_pack TO isprofile_reporter;

GRANT SELECT (lea_code, academic_year, rows, ssid, english_learner, iep_active,
    socioeconomically_disadvantaged, migrant, foster, homeless)
    ON isprofile.ispu_pack TO isprofile_reporter;

GRANT SELECT (lea_code, academic_year, rows, ssid, education_program)
    ON isprofile.sprg_pack TO isprofile_reporter;

-- Snapshots are added, never changed: nobody may UPDATE or DELETE one. Their chunks hold pupils;
-- the list does not.
GRANT SELECT, INSERT ON isprofile.snapshot, isprofile.snapshot_chunk TO isprofile_reporter;

GRANT USAGE ON SEQUENCE isprofile.snapshot_snapshot_id_seq TO isprofile_reporter;

GRANT SELECT ON isprofile.snapshot TO isprofile_analyst, isprofile_auditor;

-- An LEA reads its own rows.
GRANT SELECT ON isprofile.own_senr, isprofile.own_stas, isprofile.own_sinf, isprofile.own_sprg,
    isprofile.own_isag, isprofile.own_ispu, isprofile.own_isad, isprofile.own_ispo,
    isprofile.own_submission, isprofile.own_finding_count, isprofile.own_normalization,
    isprofile.own_agreement_cost, isprofile.own_law_count, isprofile.own_ada_line TO isprofile_lea;

-- The auditor reads the ledger and the audit.
GRANT SELECT ON isprofile.submission, isprofile.submission_current, isprofile.finding_count,
    isprofile.audit_entry, isprofile.audit_submission TO isprofile_auditor;

-- Who does something says what; who it was and when, the database says.
GRANT INSERT (action, subject, details, program_version) ON isprofile.audit_entry
    TO isprofile_loader, isprofile_reporter;
