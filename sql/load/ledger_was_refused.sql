-- Whether a submission of a key was refused, with these bytes and on this basis, since the newest one
-- that was accepted: two files in each other's way, refused every night, are old news both. Where the
-- key has an empty part, those of that file name count.
-- $1  text     the LEA, '' when not told
-- $2  text     extract, '' when not told
-- $3  text     school year, '' when not told
-- $4  text     file name
-- $5  text     SHA-256 of the expanded bytes
-- $6  text     rule set
-- $7  text     reference version
-- $8  text     directory version
-- $9  boolean  by name: the same bytes under another name were another file
-- $10 boolean  ever: what was accepted since is no answer to it
SELECT EXISTS (
    SELECT
      FROM isprofile.submission AS refused
     WHERE refused.lea_code = $1 AND refused.extract = $2 AND refused.academic_year = $3
       AND (($1 <> '' AND $2 <> '' AND $3 <> '') OR refused.file_name = $4)
       AND refused.verdict = 'refused' AND refused.sha256 = $5 AND refused.rule_set = $6
       AND (NOT $9::boolean OR refused.file_name = $4)
       AND refused.reference_version = $7 AND refused.directory_version = $8
       AND ($10::boolean OR NOT EXISTS (
           SELECT
             FROM isprofile.submission AS newer
            WHERE newer.lea_code = $1 AND newer.extract = $2 AND newer.academic_year = $3
              AND newer.verdict = 'accepted'
              AND newer.submission_id > refused.submission_id)));
