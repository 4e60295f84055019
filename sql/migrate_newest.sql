-- The number of the newest applied migration, 0 for none.
SELECT coalesce(max(number), 0) FROM isprofile.schema_migration;
