-- What codes mean for the profile: outcomes of completion statuses, reporting categories of races,
-- pupil groups of education programs.
SELECT 'completion' AS kind, code, outcome AS meaning
  FROM isprofile.ref_completion_status
 UNION ALL
SELECT 'race', code, reporting_category
  FROM isprofile.ref_race
 UNION ALL
SELECT 'program', code, pupil_group
  FROM isprofile.ref_education_program
 ORDER BY kind, code;
