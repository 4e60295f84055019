-- The bytes of a chunk.
-- $1  bigint   the snapshot
-- $2  text     section
-- $3  integer  place in the section
SELECT bytes
  FROM isprofile.snapshot_chunk
 WHERE snapshot_id = $1::bigint AND section = $2::text AND position = $3::integer;
