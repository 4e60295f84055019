-- Takes out the pupil groups that the SPRG rows of an LEA and year told.
-- $1  text  the LEA
-- $2  text  the school year
DELETE FROM isprofile.group_part
 WHERE lea_code = $1 AND academic_year = $2 AND extract = 'SPRG';
