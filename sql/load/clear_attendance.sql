-- Takes out what is kept of the STAS rows of an LEA and year.
-- $1  text  the LEA
-- $2  text  the school year
DELETE FROM isprofile.attendance_pack WHERE lea_code = $1 AND academic_year = $2;
