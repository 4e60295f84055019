-- Whether the schema and the list of its migrations are there: two booleans.
SELECT to_regnamespace('isprofile') IS NOT NULL,
       to_regclass('isprofile.schema_migration') IS NOT NULL;
