-- Begins a read of one state of the database, from which nothing is written.
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
