-- Snapshots, in the order of their numbers. The time of creation is in UTC.
-- $1  text    only of this school year; '' for all
-- $2  bigint  only this one; 0 for all
SELECT snapshot_id, academic_year, note, checksum, chunks, bytes, pupils, submissions,
       program_version, to_char(created_at, 'YYYY-MM-DD HH24:MI:SS')
  FROM isprofile.snapshot
 WHERE ($1 = '' OR academic_year = $1) AND ($2::bigint = 0 OR snapshot_id = $2::bigint)
 ORDER BY snapshot_id;
