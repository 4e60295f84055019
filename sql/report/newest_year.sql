-- The latest school year with a current submission; '' for none.
SELECT coalesce(max(academic_year), '')
  FROM isprofile.submission_current;
