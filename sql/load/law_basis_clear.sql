-- Forgets what the law was asked about.
-- $1  text  the LEA
-- $2  text  the school year
DELETE FROM isprofile.law_basis WHERE lea_code = $1 AND academic_year = $2;
