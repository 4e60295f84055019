-- The county and district, 7 digits, of a reporting LEA: itself when it is a county-district
-- code, else those of the charter that it is the school code of, else itself.
-- $1  text  the LEA
SELECT coalesce(
    (SELECT substr(cds_code, 1, 7) FROM isprofile.school WHERE cds_code = $1::text || '0000000'),
    (SELECT substr(cds_code, 1, 7) FROM isprofile.school WHERE school_code = $1 AND is_charter),
    $1);
