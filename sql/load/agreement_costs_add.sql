-- Adds what the agreements of an LEA and year claim and lose. Days in hundredths.
-- $1  text       the LEA
-- $2  text       the school year
-- $3  integer[]  records of ISAG
-- $4  integer[]  days that each claims
-- $5  integer[]  days that each loses
INSERT INTO isprofile.agreement_cost_pack (lea_code, academic_year, records, claimed_days,
       ineligible_days)
VALUES ($1, $2, $3::integer[], $4::integer[], $5::integer[]);
