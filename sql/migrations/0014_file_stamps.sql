-- As which file a current submission was last seen: device, number, size and times of change, as
-- cli/inbox.c spells them. A file that is still that one need not be read to know that it is
-- unchanged. An entry whose submission is not the current one says nothing.
CREATE TABLE isprofile.file_stamp (
    lea_code text COLLATE "C" NOT NULL,
    extract text COLLATE "C" NOT NULL,
    academic_year text COLLATE "C" NOT NULL,
    submission_id bigint NOT NULL,
    stamp text COLLATE "C" NOT NULL,
    PRIMARY KEY (lea_code, extract, academic_year)
);
