-- Takes out what is kept of the SENR rows of an LEA and year.
-- $1  text  the LEA
-- $2  text  the school year
DELETE FROM isprofile.enrollment_pack WHERE lea_code = $1 AND academic_year = $2;
