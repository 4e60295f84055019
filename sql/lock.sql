-- Takes the advisory lock of a name until the end of the transaction.
-- $1  text  the name
-- $2  text  how long it is waited for, with its unit; later statements wait as in any session
SELECT set_config('lock_timeout', $2, true),
       pg_advisory_xact_lock(hashtextextended('isprofile ' || $1::text, 0)),
       set_config('lock_timeout', '60s', true);
