-- The id of the next submission.
SELECT nextval('isprofile.submission_submission_id_seq');
