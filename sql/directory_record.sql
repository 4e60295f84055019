-- Records the version of the stored directory.
-- $1  text     version
-- $2  integer  schools in it
INSERT INTO isprofile.directory_version (only_row, version, schools)
VALUES (true, $1, $2::integer);
