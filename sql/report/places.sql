-- Where the schools of the LEAs' rows lie, in the order of LEA and school; whether it is a charter
-- school.
SELECT p.lea_code, p.school, p.cds_code, p.raw_school, coalesce(s.is_charter, false)
  FROM isprofile.school_place AS p
  LEFT JOIN isprofile.school AS s ON s.cds_code = p.cds_code
 ORDER BY p.lea_code, p.school;
