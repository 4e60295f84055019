-- The migrations that were applied, each with the digest of its text.
CREATE TABLE isprofile.schema_migration (
    number integer NOT NULL PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    digest text COLLATE "C" NOT NULL,
    applied_at timestamptz NOT NULL
);
