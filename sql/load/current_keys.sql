-- What stands: LEA, extract and school year of every current submission, in this order.
SELECT lea_code, extract, academic_year
  FROM isprofile.submission_current
 ORDER BY lea_code, extract, academic_year;
