-- Keeps cell values of pupils out of the server's log, whatever the server logs otherwise: for
-- the roles that work with rows, and, from PostgreSQL 15, for the logins that are their members.
-- Only a superuser may set this. The roles belong to the whole server: who does the same in another
-- database at the same time is waited for.
DO $$
DECLARE
    role text;
    setting text[];
BEGIN
    LOCK TABLE pg_catalog.pg_db_role_setting IN SHARE ROW EXCLUSIVE MODE;
    FOREACH role IN ARRAY ARRAY['isprofile_owner', 'isprofile_loader', 'isprofile_reporter'] LOOP
        FOREACH setting SLICE 1 IN ARRAY ARRAY[
            ['log_error_verbosity', 'terse'], ['log_min_error_statement', 'panic'],
            ['log_parameter_max_length', '0'], ['log_parameter_max_length_on_error', '0']]
        LOOP
            EXECUTE format('ALTER ROLE %I SET %I = %L', role, setting[1], setting[2]);
            IF current_setting('server_version_num')::integer >= 150000 THEN
                EXECUTE format('GRANT SET ON PARAMETER %I TO %I', setting[1], role);
            END IF;
        END LOOP;
    END LOOP;
END
$$;
