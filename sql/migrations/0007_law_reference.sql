-- What the law on independent study was in each school year, and the legal school holidays that
-- schooldays are counted without.

CREATE TABLE isprofile.ref_school_holiday (
    position integer NOT NULL,
    date text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    note text COLLATE "C" NOT NULL,
    PRIMARY KEY (date)
);

CREATE TABLE isprofile.ref_year_parameter (
    position integer NOT NULL,
    parameter text COLLATE "C" NOT NULL,
    since text COLLATE "C" NOT NULL,
    until text COLLATE "C" NOT NULL,
    value text COLLATE "C" NOT NULL,
    unit text COLLATE "C" NOT NULL,
    evidence text COLLATE "C" NOT NULL,
    note text COLLATE "C" NOT NULL,
    PRIMARY KEY (parameter, since)
);
