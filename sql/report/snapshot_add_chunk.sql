-- Adds a chunk to a snapshot.
-- $1  bigint   the snapshot
-- $2  text     section
-- $3  integer  place in the section, from 0
-- $4  text     SHA-256 of the bytes
-- $5  bytea    bytes
INSERT INTO isprofile.snapshot_chunk (snapshot_id, section, position, sha256, bytes)
VALUES ($1::bigint, $2::text, $3::integer, $4::text, $5::bytea);
