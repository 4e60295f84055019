-- Notes that an LEA is to be judged together with the others.
-- $1  text    the LEA
-- $2  text    school year
-- $3  bigint  the submission that was loaded
INSERT INTO isprofile.state_due (lea_code, academic_year, submission_id) VALUES ($1, $2, $3::bigint)
    ON CONFLICT (lea_code, academic_year) DO UPDATE SET submission_id = EXCLUDED.submission_id;
