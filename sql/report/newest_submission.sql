-- The submission that was judged last, a withdrawal being none: when (UTC) and how many seconds ago.
-- $1  text  the moment to take for now; '' for the server's clock
SELECT to_char(max(finished_at), 'YYYY-MM-DD HH24:MI:SS'),
       floor(extract(epoch
           FROM coalesce(nullif($1, '')::timestamptz, now()) - max(finished_at)))::bigint
  FROM isprofile.submission
 WHERE verdict <> 'withdrawn'
HAVING max(finished_at) IS NOT NULL;
