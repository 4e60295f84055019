-- Begins a read of one state of the database, to which what was read is added.
BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE;
