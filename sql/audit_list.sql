-- The entries of the audit, in their order.
SELECT entry_id, to_char(made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'), login, role, address,
       action, subject, details, submissions, program_version, sha256
  FROM isprofile.audit_entry
 ORDER BY entry_id;
