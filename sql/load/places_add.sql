-- Notes where schools of an LEA's rows lie, as far as it is not known yet. In order: two loads of an
-- LEA that add the same ones do not wait for each other.
-- $1  text    the LEA
-- $2  text[]  the schools as given, '' for blank
INSERT INTO isprofile.school_place (lea_code, school, cds_code, raw_school)
SELECT $1, given.school, place.cds_code, place.raw_school
  FROM unnest($2::text[]) AS given (school)
 CROSS JOIN LATERAL isprofile.find_place($1, given.school) AS place
 WHERE NOT EXISTS (SELECT FROM isprofile.school_place AS known
                    WHERE known.lea_code = $1 AND known.school = given.school)
 ORDER BY given.school
    ON CONFLICT DO NOTHING;
