-- The run that ended last: when (UTC), how many seconds ago, its exit status and its files.
-- $1  text  the moment to take for now; '' for the server's clock
SELECT to_char(ended_at, 'YYYY-MM-DD HH24:MI:SS'),
       floor(extract(epoch FROM coalesce(nullif($1, '')::timestamptz, now()) - ended_at))::bigint,
       exit_status, accepted, unchanged, refused, refused_before, failed
  FROM isprofile.run
 ORDER BY run_id DESC
 LIMIT 1;
