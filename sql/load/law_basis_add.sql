-- Notes what the law was asked about.
-- $1  text  the LEA
-- $2  text  the school year
-- $3  text  the digest
INSERT INTO isprofile.law_basis (lea_code, academic_year, made_of) VALUES ($1, $2, $3);
