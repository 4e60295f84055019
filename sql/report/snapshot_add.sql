-- Adds a snapshot whose chunks are there.
-- $1  bigint   its number
-- $2  text     school year
-- $3  text     note
-- $4  text     checksum
-- $5  integer  chunks
-- $6  bigint   bytes of the chunks
-- $7  bigint   pupils
-- $8  integer  submissions
-- $9  text     program version
INSERT INTO isprofile.snapshot (snapshot_id, academic_year, note, checksum, chunks, bytes, pupils,
       submissions, program_version, created_at)
VALUES ($1::bigint, $2, $3, $4, $5::integer, $6::bigint, $7::bigint, $8::integer, $9, now());
