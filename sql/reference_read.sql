-- Whose reference data are stored: rule set and reference version. No row before init.
SELECT rule_set, reference FROM isprofile.reference_version;
