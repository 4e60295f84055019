-- What verdicts must rest on now: rule set, reference version, directory version ('' for none).
-- No row before init.
SELECT r.rule_set, r.reference, coalesce((SELECT version FROM isprofile.directory_version), '')
  FROM isprofile.reference_version AS r;
