-- What is wrong with the audit, in the order of its entries: the number of the entry and one of
-- missing, moved (it does not follow the one before it), changed, ledger (the submissions that it
-- speaks of were changed). The digests are made here, not by the functions of the database, which
-- could have been changed as well.
WITH entry AS (
    SELECT e.*, coalesce(lag(e.entry_id) OVER w, 0) AS before_id,
           coalesce(lag(e.sha256) OVER w, repeat('0', 64)) AS before_sha256,
           encode(sha256(convert_to(concat_ws('|', e.previous_sha256, e.entry_id,
               to_char(e.made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'),
               quote_literal(e.login), quote_literal(e.role), quote_literal(e.address),
               quote_literal(e.action), quote_literal(e.subject), quote_literal(e.details),
               quote_literal(e.program_version), e.submissions, e.submissions_sha256),
               'UTF8')), 'hex') AS own_sha256
      FROM isprofile.audit_entry AS e
    WINDOW w AS (ORDER BY e.entry_id)
),
spoken AS (
    SELECT a.entry_id, count(*) AS submissions,
           encode(sha256(coalesce(string_agg(
               sha256(convert_to(concat_ws('|', s.submission_id, quote_literal(s.lea_code),
               quote_literal(s.extract), quote_literal(s.academic_year),
               quote_literal(s.file_name), s.sha256, s.bytes, s.rows_read, s.rows_loaded,
               s.rows_rejected, s.rows_withheld, s.verdict, coalesce(s.withdraws, 0),
               quote_literal(s.rule_set), quote_literal(s.reference_version),
               quote_literal(s.directory_version), quote_literal(s.program_version),
               to_char(s.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'),
               to_char(s.finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'),
               quote_literal(s.login)), 'UTF8')), '' ORDER BY s.submission_id), '')), 'hex')
               AS sha256
      FROM isprofile.audit_submission AS a
      LEFT JOIN isprofile.submission AS s ON s.submission_id = a.submission_id
     GROUP BY a.entry_id
)
SELECT g.missing AS entry_id, 'missing' AS problem
  FROM entry
 CROSS JOIN generate_series(entry.before_id + 1, least(entry.entry_id, entry.before_id + 101) - 1)
    AS g (missing)
UNION ALL
SELECT spoken.entry_id, 'missing'
  FROM spoken
 WHERE spoken.entry_id > (SELECT coalesce(max(entry_id), 0) FROM entry)
UNION ALL
SELECT entry_id, 'moved'
  FROM entry
 WHERE previous_sha256 <> before_sha256 AND entry_id = before_id + 1
UNION ALL
SELECT entry_id, 'changed' FROM entry WHERE sha256 <> own_sha256
UNION ALL
SELECT entry.entry_id, 'ledger'
  FROM entry
  LEFT JOIN spoken ON spoken.entry_id = entry.entry_id
 WHERE entry.submissions <> coalesce(spoken.submissions, 0)
    OR entry.submissions_sha256 <> coalesce(spoken.sha256, encode(sha256(''), 'hex'))
 ORDER BY entry_id, problem;
