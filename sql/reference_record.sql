-- Records whose reference data are stored.
-- $1  text  rule set
-- $2  text  reference version
INSERT INTO isprofile.reference_version (only_row, rule_set, reference) VALUES (true, $1, $2);
