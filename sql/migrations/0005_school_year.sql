-- Makes the partitions of a school year ("2023-2024": senr_2023, ...) that are missing. It runs
-- with the rights of the schema's owner, so that who loads needs none to make tables. A
-- partition is made apart and then attached, which does not block those who are at work in other
-- years.
CREATE FUNCTION isprofile.ensure_school_year(school_year text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parent record;
    part text;
BEGIN
    IF school_year !~ '^[0-9]{4}-[0-9]{4}$'
       OR substr(school_year, 6)::integer <> substr(school_year, 1, 4)::integer + 1 THEN
        RAISE invalid_parameter_value USING MESSAGE = 'not a school year';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('isprofile school year', 0));
    FOR parent IN
        SELECT c.relname
          FROM pg_class AS c
         WHERE c.relnamespace = 'isprofile'::regnamespace AND c.relkind = 'p'
         ORDER BY c.relname
    LOOP
        part := parent.relname || '_' || substr(school_year, 1, 4);
        CONTINUE WHEN to_regclass(format('isprofile.%I', part)) IS NOT NULL;
        EXECUTE format('CREATE TABLE isprofile.%I (LIKE isprofile.%I INCLUDING ALL)',
            part, parent.relname);
        EXECUTE format('ALTER TABLE isprofile.%I ATTACH PARTITION isprofile.%I FOR VALUES IN (%L)',
            parent.relname, part, school_year);
    END LOOP;
END
$$;

REVOKE EXECUTE ON FUNCTION isprofile.ensure_school_year(text) FROM PUBLIC;
