-- How many of a list of submissions the ledger has never had.
-- $1  text[]  of each its LEA, extract, school year and SHA-256, with blanks between
SELECT count(*)
  FROM unnest($1::text[]) AS told (line)
 WHERE NOT EXISTS (
    SELECT
      FROM isprofile.submission AS s
     WHERE s.lea_code = split_part(told.line, ' ', 1)
       AND s.extract = split_part(told.line, ' ', 2)
       AND s.academic_year = split_part(told.line, ' ', 3)
       AND s.sha256 = split_part(told.line, ' ', 4));
