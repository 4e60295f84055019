-- Makes the roles that are missing; roles belong to the whole server, so another database may
-- have made them. They log in (a cluster of servers needs that of the roles that work) but have
-- no password until somebody gives them one. isprofile_lea is the group of the logins of LEAs.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['owner', 'loader', 'reporter', 'analyst', 'auditor', 'lea'] LOOP
        CONTINUE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = 'isprofile_' || name);
        BEGIN
            EXECUTE format('CREATE ROLE %I %s', 'isprofile_' || name,
                CASE name WHEN 'lea' THEN 'NOLOGIN' ELSE 'LOGIN' END);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL; -- made by another session just now
        END;
    END LOOP;
END
$$;
