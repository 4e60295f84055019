-- How many schools, districts and offices the stored directory has; 0 without one.
SELECT coalesce(max(schools), 0) FROM isprofile.directory_version;
