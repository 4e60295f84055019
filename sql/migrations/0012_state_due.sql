-- LEAs that were loaded for a school year and not yet judged together with the others: put in by
-- the transaction that loads, taken out when the findings are in place. What a run that was killed
-- has left undone, the next one finds here.
CREATE TABLE isprofile.state_due (
    lea_code text COLLATE "C" NOT NULL,
    academic_year text COLLATE "C" NOT NULL,
    submission_id bigint NOT NULL,
    PRIMARY KEY (lea_code, academic_year)
) PARTITION BY LIST (academic_year);
