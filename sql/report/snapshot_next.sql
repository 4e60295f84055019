-- The number of the next snapshot.
SELECT nextval('isprofile.snapshot_snapshot_id_seq');
