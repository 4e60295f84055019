-- The audit: who loaded, reported, certified, withdrew and looked at what. Rows are added, never
-- changed: no role has the right, and for the owner, who has every right, triggers refuse. Each
-- entry holds the SHA-256 of the one before it, and of the ledger rows that no entry before it
-- spoke of, so that whatever is changed afterwards shows.
--
-- Who adds an entry says what was done; everything else the trigger fills in, so that nobody can
-- enter another's name. login is who connected, role the one he took on after that, '' for
-- none; address is '' for a socket of the machine.
CREATE TABLE isprofile.audit_entry (
    entry_id bigint NOT NULL PRIMARY KEY,
    made_at timestamptz NOT NULL,
    login text COLLATE "C" NOT NULL,
    role text COLLATE "C" NOT NULL,
    address text COLLATE "C" NOT NULL,
    action text COLLATE "C" NOT NULL CHECK (action <> ''),
    subject text COLLATE "C" NOT NULL,
    details text COLLATE "C" NOT NULL,
    program_version text COLLATE "C" NOT NULL,
    submissions bigint NOT NULL CHECK (submissions >= 0),
    submissions_sha256 text COLLATE "C" NOT NULL CHECK (submissions_sha256 ~ '^[0-9a-f]{64}$'),
    previous_sha256 text COLLATE "C" NOT NULL CHECK (previous_sha256 ~ '^[0-9a-f]{64}$'),
    sha256 text COLLATE "C" NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$')
);

-- Which entry speaks of a submission.
CREATE TABLE isprofile.audit_submission (
    submission_id bigint NOT NULL PRIMARY KEY,
    entry_id bigint NOT NULL
);

CREATE INDEX audit_submission_entry ON isprofile.audit_submission (entry_id);

-- Who wrote a row of the ledger.
ALTER TABLE isprofile.submission ADD COLUMN login text COLLATE "C" NOT NULL DEFAULT '';

ALTER TABLE isprofile.submission ALTER COLUMN login SET DEFAULT session_user;

-- The digest of a row of the ledger, all of it. It has no search_path of its own, which would keep
-- the server from working it in place, twenty times as fast; who calls it has.
CREATE FUNCTION isprofile.audit_ledger_row(s isprofile.submission) RETURNS bytea
LANGUAGE sql STABLE AS $$
    SELECT sha256(convert_to(concat_ws('|', s.submission_id, quote_literal(s.lea_code),
               quote_literal(s.extract), quote_literal(s.academic_year),
               quote_literal(s.file_name), s.sha256, s.bytes, s.rows_read, s.rows_loaded,
               s.rows_rejected, s.rows_withheld, s.verdict, coalesce(s.withdraws, 0),
               quote_literal(s.rule_set), quote_literal(s.reference_version),
               quote_literal(s.directory_version), quote_literal(s.program_version),
               to_char(s.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'),
               to_char(s.finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'),
               quote_literal(s.login)), 'UTF8'))
$$;

-- The digest of the submissions that an entry speaks of, in their order.
CREATE FUNCTION isprofile.audit_ledger(of_entry bigint) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT encode(sha256(coalesce(string_agg(isprofile.audit_ledger_row(s), '' ORDER BY
               s.submission_id), '')), 'hex')
      FROM isprofile.audit_submission AS a
      JOIN isprofile.submission AS s ON s.submission_id = a.submission_id
     WHERE a.entry_id = of_entry
$$;

-- The digest of an entry and, with it, of all before it.
CREATE FUNCTION isprofile.audit_sum(e isprofile.audit_entry) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT encode(sha256(convert_to(concat_ws('|', e.previous_sha256, e.entry_id,
               to_char(e.made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'),
               quote_literal(e.login), quote_literal(e.role), quote_literal(e.address),
               quote_literal(e.action), quote_literal(e.subject), quote_literal(e.details),
               quote_literal(e.program_version), e.submissions, e.submissions_sha256),
               'UTF8')), 'hex')
$$;

-- Fills in an entry, one at a time: the lock is held until the entry is committed, so whoever adds
-- one commits at once. Only what adds to the ledger looks for what is new in it.
CREATE FUNCTION isprofile.audit_fill() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last isprofile.audit_entry;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('isprofile audit', 0));
    SELECT * INTO last FROM isprofile.audit_entry ORDER BY entry_id DESC LIMIT 1;
    NEW.entry_id := coalesce(last.entry_id, 0) + 1;
    NEW.made_at := clock_timestamp();
    NEW.login := session_user;
    NEW.role := CASE current_setting('role') WHEN 'none' THEN '' ELSE current_setting('role') END;
    NEW.address := coalesce(host(inet_client_addr()), '');
    NEW.submissions := 0;
    IF NEW.action IN ('init', 'rebuild', 'run', 'withdraw') THEN
        INSERT INTO isprofile.audit_submission (submission_id, entry_id)
        SELECT s.submission_id, NEW.entry_id
          FROM isprofile.submission AS s
         WHERE NOT EXISTS (SELECT
                             FROM isprofile.audit_submission AS a
                            WHERE a.submission_id = s.submission_id);
        GET DIAGNOSTICS NEW.submissions = ROW_COUNT;
    END IF;
    NEW.submissions_sha256 := isprofile.audit_ledger(NEW.entry_id);
    NEW.previous_sha256 := coalesce(last.sha256, repeat('0', 64));
    NEW.sha256 := isprofile.audit_sum(NEW);
    RETURN NEW;
END
$$;

CREATE FUNCTION isprofile.audit_refuse() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE insufficient_privilege USING MESSAGE = 'the audit is only added to';
END
$$;

REVOKE EXECUTE ON FUNCTION isprofile.audit_fill() FROM PUBLIC;

CREATE TRIGGER audit_fill BEFORE INSERT ON isprofile.audit_entry
    FOR EACH ROW EXECUTE FUNCTION isprofile.audit_fill();

CREATE TRIGGER audit_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON isprofile.audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION isprofile.audit_refuse();

CREATE TRIGGER audit_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON isprofile.audit_submission
    FOR EACH STATEMENT EXECUTE FUNCTION isprofile.audit_refuse();
