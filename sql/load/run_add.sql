-- Records a run that has ended.
-- $1  smallint  exit status
-- $2 to $6  bigint  files accepted, unchanged, refused, refused before, failed
-- $7  text      program version
INSERT INTO isprofile.run (ended_at, exit_status, accepted, unchanged, refused, refused_before,
       failed, program_version)
VALUES (now(), $1::smallint, $2::bigint, $3::bigint, $4::bigint, $5::bigint, $6::bigint, $7);
