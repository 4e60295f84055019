-- How many entries the audit has, the digest of the last ('' without one), how many submissions they
-- speak of, how many are in the ledger, and whether one of the entries has a given digest.
-- $1  text  a digest
SELECT (SELECT count(*) FROM isprofile.audit_entry),
       coalesce((SELECT sha256 FROM isprofile.audit_entry ORDER BY entry_id DESC LIMIT 1), ''),
       (SELECT count(*) FROM isprofile.audit_submission),
       (SELECT count(*) FROM isprofile.submission),
       EXISTS (SELECT FROM isprofile.audit_entry WHERE sha256 = $1);
