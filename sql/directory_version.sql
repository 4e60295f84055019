-- The version of the stored directory. No row without one.
SELECT version FROM isprofile.directory_version;
