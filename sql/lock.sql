-- Takes the advisory lock of a name until the end of the transaction.
-- $1  text  the name
SELECT pg_advisory_xact_lock(hashtextextended('isprofile ' || $1::text, 0));
