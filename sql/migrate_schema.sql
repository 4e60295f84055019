-- The schema of everything that the program keeps.
CREATE SCHEMA isprofile;
