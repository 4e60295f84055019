-- Whether an applied migration has this text. No row: it was not applied.
-- $1  integer  its number
-- $2  text     its text
SELECT digest = md5($2::text) FROM isprofile.schema_migration WHERE number = $1::integer;
