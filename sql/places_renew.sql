-- Looks up anew where the schools of the LEAs' rows lie: the directory has changed.
UPDATE isprofile.school_place AS known
   SET cds_code = place.cds_code, raw_school = place.raw_school
  FROM isprofile.school_place AS given
 CROSS JOIN LATERAL isprofile.find_place(given.lea_code, given.school) AS place
 WHERE known.lea_code = given.lea_code AND known.school = given.school
   AND (known.cds_code <> place.cds_code OR known.raw_school IS DISTINCT FROM place.raw_school);
