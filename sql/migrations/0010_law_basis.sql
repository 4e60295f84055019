-- What the law was asked about: of an LEA and year, the digest of the files that stood and of the
-- rules, reference data and directory that they were judged together by. As long as it is the
-- digest of what stands, nothing needs to be judged again.
CREATE TABLE isprofile.law_basis (
    lea_code text COLLATE "C" NOT NULL,
    academic_year text COLLATE "C" NOT NULL,
    made_of text COLLATE "C" NOT NULL CHECK (made_of ~ '^[0-9a-f]{64}$'),
    PRIMARY KEY (lea_code, academic_year)
) PARTITION BY LIST (academic_year);
