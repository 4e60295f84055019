-- What the law was last asked about; no row when it never was.
-- $1  text  the LEA
-- $2  text  the school year
SELECT made_of FROM isprofile.law_basis WHERE lea_code = $1 AND academic_year = $2;
