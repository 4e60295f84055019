-- Gives the schema and all in it to isprofile_owner, so that nothing in it runs with the rights
-- of a superuser.
DO $$
DECLARE
    thing record;
BEGIN
    FOR thing IN
        SELECT format('SCHEMA %I', nspname) AS name
          FROM pg_namespace
         WHERE nspname = 'isprofile' AND nspowner <> 'isprofile_owner'::regrole
        UNION ALL
        SELECT format('TABLE isprofile.%I', relname)
          FROM pg_class
         WHERE relnamespace = 'isprofile'::regnamespace AND relkind IN ('r', 'p', 'v')
           AND relowner <> 'isprofile_owner'::regrole
        UNION ALL
        SELECT format('FUNCTION %s', oid::regprocedure)
          FROM pg_proc
         WHERE pronamespace = 'isprofile'::regnamespace
           AND proowner <> 'isprofile_owner'::regrole
    LOOP
        EXECUTE 'ALTER ' || thing.name || ' OWNER TO isprofile_owner';
    END LOOP;
END
$$;
