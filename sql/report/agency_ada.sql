-- The current rows of ISAD of two school years, with what the directory says of the LEA, in the
-- order of year, LEA and record. The LEA is a county-district code, or else the school code of a
-- charter.
-- $1  text  the school year before
-- $2  text  the school year
SELECT substr(r.academic_year, 1, 4) AS first_year, r.lea_code,
       coalesce(d.cds_code, c.cds_code) AS cds_code,
       d.cds_code IS NULL AND c.cds_code IS NOT NULL AS is_charter,
       coalesce(d.doc, c.doc) AS doc,
       r.record, r.line, r.school_of_attendance, r.program_line, r.grade_span, r.p2_ada,
       r.p2_ada_age_18_or_less, r.p2_ada_pregnant_parenting, r.p2_ada_emergency,
       r.negotiated_ratio, r.teacher_fte, r.grade_span_split_elected, r.charter_ratio_election
  FROM isprofile.isad AS r
  LEFT JOIN isprofile.school AS d ON d.cds_code = r.lea_code || '0000000'
  LEFT JOIN isprofile.school AS c ON c.school_code = r.lea_code AND c.is_charter
 WHERE r.academic_year IN ($1, $2)
 ORDER BY r.academic_year, r.lea_code, r.record;
