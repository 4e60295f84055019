-- What must hold of the database at any moment, and what is left of sessions that have ended. One
-- row for each thing that is wrong; "waiting" rows may pass by themselves.
SELECT 'wrong', 'rows of the ledger that do not add up: ' || count(*)
  FROM isprofile.submission
 WHERE rows_read <> rows_loaded + rows_rejected + rows_withheld
HAVING count(*) > 0;
WITH standing AS (
    SELECT extract, lea_code, academic_year, submission_id, count(*) AS rows
      FROM (SELECT 'SENR' AS extract, lea_code, academic_year, submission_id FROM isprofile.senr
            UNION ALL SELECT 'STAS', lea_code, academic_year, submission_id FROM isprofile.stas
            UNION ALL SELECT 'SINF', lea_code, academic_year, submission_id FROM isprofile.sinf
            UNION ALL SELECT 'SPRG', lea_code, academic_year, submission_id FROM isprofile.sprg
            UNION ALL SELECT 'ISAG', lea_code, academic_year, submission_id FROM isprofile.isag
            UNION ALL SELECT 'ISPU', lea_code, academic_year, submission_id FROM isprofile.ispu
            UNION ALL SELECT 'ISAD', lea_code, academic_year, submission_id FROM isprofile.isad
            UNION ALL SELECT 'ISPO', lea_code, academic_year, submission_id FROM isprofile.ispo) AS r
     GROUP BY 1, 2, 3, 4
)
SELECT 'wrong', 'the ledger and the rows differ: ' || coalesce(c.extract, s.extract) || ' of '
       || coalesce(c.lea_code, s.lea_code)
  FROM (SELECT * FROM isprofile.submission_current WHERE rows_loaded > 0) AS c
  FULL JOIN standing AS s USING (extract, lea_code, academic_year, submission_id)
 WHERE c.rows_loaded IS DISTINCT FROM s.rows;
SELECT 'waiting', 'a session is left: ' || state || ' ' || left(query, 60)
  FROM pg_stat_activity
 WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend';
SELECT 'waiting', 'an advisory lock is left'
  FROM pg_locks
 WHERE locktype = 'advisory'
   AND database = (SELECT oid FROM pg_database WHERE datname = current_database());
SELECT 'wrong', 'a prepared transaction is left' FROM pg_prepared_xacts;
SELECT 'waiting', 'a temporary file of the server is left: ' || name FROM pg_ls_tmpdir();
