-- How many LEAs have something that stands in a school year.
-- $1  text  the school year
SELECT count(DISTINCT lea_code) FROM isprofile.submission_current WHERE academic_year = $1;
