-- Adds an entry to the audit; the rest of it the database fills in.
-- $1  text  what was done: the name of the command
-- $2  text  with what
-- $3  text  how, and what came of it
-- $4  text  program version
INSERT INTO isprofile.audit_entry (action, subject, details, program_version)
VALUES ($1, $2, $3, $4);
