-- Whether a submission of a key was refused, with these bytes and on this basis, since the newest one
-- that was not: two files in each other's way, refused every night, are old news both. Where the
-- key has an empty part, those of that file name count.
-- $1  text     the LEA, '' when not told
-- $2  text     extract, '' when not told
-- $3  text     school year, '' when not told
-- $4  text     file name
-- $5  text     SHA-256 of the expanded bytes
-- $6  text     rule set
-- $7  text     reference version
-- $8  text     directory version
WITH of_key AS (
    SELECT *
      FROM isprofile.submission
     WHERE lea_code = $1 AND extract = $2 AND academic_year = $3
       AND (($1 <> '' AND $2 <> '' AND $3 <> '') OR file_name = $4)
)
SELECT EXISTS (
    SELECT FROM of_key
     WHERE verdict = 'refused' AND sha256 = $5 AND rule_set = $6
       AND reference_version = $7 AND directory_version = $8
       AND submission_id > (SELECT coalesce(max(submission_id), 0)
                              FROM of_key
                             WHERE verdict <> 'refused'));
