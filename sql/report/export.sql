-- A name under which other sessions see what this transaction sees.
SELECT pg_export_snapshot();
