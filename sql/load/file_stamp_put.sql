-- Notes as which file a current submission was seen, in place of what was noted before.
-- $1  text    the LEA
-- $2  text    extract
-- $3  text    the school year
-- $4  bigint  submission id
-- $5  text    the stamp
INSERT INTO isprofile.file_stamp AS f (lea_code, extract, academic_year, submission_id, stamp)
VALUES ($1, $2, $3, $4::bigint, $5)
ON CONFLICT (lea_code, extract, academic_year)
   DO UPDATE SET submission_id = excluded.submission_id, stamp = excluded.stamp
   WHERE f.submission_id <= excluded.submission_id;
