-- Records a migration as applied.
-- $1  integer  its number
-- $2  text     its name
-- $3  text     its text
INSERT INTO isprofile.schema_migration (number, name, digest, applied_at)
VALUES ($1::integer, $2, md5($3::text), now());
