-- A short-term enrollment (status 30) of more than 30 days is counted as primary, in the keys of
-- base/state_key.h too. Keys of other rows stay as they are.
UPDATE isprofile.senr_pack AS pack
   SET keys = (
    SELECT string_agg(substring(pack.keys FROM 16 * row.item::integer - 15 FOR 8)
           || CASE WHEN row.status = '30' AND row.exit_date - row.start_date >= 30
                        AND row.exit_reason IS DISTINCT FROM 'N470'
                   THEN int8send((row.birth_date - date '0001-01-01')::bigint << 42
                        | (least(row.start_date - date '0001-01-01', 2097151)::bigint << 21)
                        | least(row.exit_date - date '0001-01-01', 2097151)::bigint)
                   ELSE substring(pack.keys FROM 16 * row.item::integer - 7 FOR 8) END,
           '' ORDER BY row.item)
      FROM unnest(isprofile.spread(pack.birth_date, pack.rows),
                  isprofile.spread(pack.enrollment_status, pack.rows),
                  isprofile.spread(pack.exit_reason, pack.rows),
                  isprofile.spread(pack.enrollment_start_date, pack.rows),
                  isprofile.spread(pack.enrollment_exit_date, pack.rows)) WITH ORDINALITY
        AS row (birth_date, status, exit_reason, start_date, exit_date, item))
 WHERE '30' = ANY (isprofile.spread(pack.enrollment_status, pack.rows));
