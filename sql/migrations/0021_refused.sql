-- Of every file that is refused it is asked whether it was before, since what is not refused: both
-- are found however many others of the LEA, extract and year were refused.
CREATE INDEX submission_refused
    ON isprofile.submission (lea_code, sha256)
 WHERE verdict = 'refused';

CREATE INDEX submission_not_refused
    ON isprofile.submission (lea_code, extract, academic_year, submission_id)
 WHERE verdict <> 'refused';
