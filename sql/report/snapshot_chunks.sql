-- The chunks of a snapshot, without their bytes, by section and place.
-- $1  bigint  the snapshot
SELECT section, position, octet_length(bytes), sha256
  FROM isprofile.snapshot_chunk
 WHERE snapshot_id = $1::bigint
 ORDER BY section, position;
