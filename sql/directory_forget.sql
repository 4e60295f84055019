-- Forgets the version of the stored directory.
DELETE FROM isprofile.directory_version;
