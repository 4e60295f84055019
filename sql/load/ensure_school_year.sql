-- Makes the partitions of a school year that are missing.
-- $1  text  the school year
SELECT isprofile.ensure_school_year($1);
