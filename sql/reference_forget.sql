-- Forgets whose reference data are stored.
DELETE FROM isprofile.reference_version;
