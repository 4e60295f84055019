-- Whether every partitioned table has its partition of a school year.
-- $1  text  the school year
SELECT NOT EXISTS (
    SELECT
      FROM pg_class AS c
     WHERE c.relnamespace = 'isprofile'::regnamespace AND c.relkind = 'p'
       AND to_regclass(format('isprofile.%I', c.relname || '_' || substr($1::text, 1, 4))) IS NULL);
