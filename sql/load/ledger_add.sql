-- Adds a row to the ledger.
-- $1   text    the LEA, '' when not told
-- $2   bigint  submission id
-- $3   text    extract, '' when not told
-- $4   text    school year, '' when not told
-- $5   text    file name
-- $6   text    SHA-256 of the expanded bytes
-- $7   bigint  expanded bytes
-- $8 to $11  bigint  rows read, loaded, rejected, withheld
-- $12  text    verdict
-- $13  bigint  the submission that a withdrawal takes out, else NULL
-- $14  text    rule set
-- $15  text    reference version
-- $16  text    directory version
-- $17  text    program version
INSERT INTO isprofile.submission (lea_code, submission_id, extract, academic_year, file_name,
       sha256, bytes, rows_read, rows_loaded, rows_rejected, rows_withheld, verdict, withdraws,
       rule_set, reference_version, directory_version, program_version, started_at, finished_at)
VALUES ($1, $2::bigint, $3, $4, $5, $6, $7::bigint, $8::bigint, $9::bigint, $10::bigint,
        $11::bigint, $12, $13::bigint, $14, $15, $16, $17, now(), clock_timestamp());
