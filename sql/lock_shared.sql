-- Takes the advisory lock of a name, shared with others who do, until the end of the transaction.
-- $1  text  the name
SELECT pg_advisory_xact_lock_shared(hashtextextended('isprofile ' || $1::text, 0));
