-- The current submissions whose parts rest on the education programs: LEA, extract and school year.
SELECT lea_code, extract, academic_year
  FROM isprofile.submission_current
 WHERE extract = 'SPRG'
 ORDER BY lea_code, extract, academic_year;
