-- Whether the newest submission of a key was refused, with these bytes and on this basis. Where
-- the key has an empty part, the newest of that file name.
-- $1  text     the LEA, '' when not told
-- $2  text     extract, '' when not told
-- $3  text     school year, '' when not told
-- $4  text     file name
-- $5  text     SHA-256 of the expanded bytes
-- $6  text     rule set
-- $7  text     reference version
-- $8  text     directory version
SELECT newest.verdict = 'refused' AND newest.sha256 = $5 AND newest.rule_set = $6
       AND newest.reference_version = $7 AND newest.directory_version = $8
  FROM (SELECT *
          FROM isprofile.submission
         WHERE lea_code = $1 AND extract = $2 AND academic_year = $3
           AND (($1 <> '' AND $2 <> '' AND $3 <> '') OR file_name = $4)
         ORDER BY submission_id DESC
         LIMIT 1) AS newest;
