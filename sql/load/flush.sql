-- Writes a little of an LEA and year, so that the commit brings to the disk what sessions before
-- have loaded of it, each of which has put in or changed this row.
-- $1  text  the LEA
-- $2  text  the school year
UPDATE isprofile.state_due SET submission_id = submission_id
 WHERE lea_code = $1 AND academic_year = $2;
