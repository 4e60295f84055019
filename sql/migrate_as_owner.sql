-- Until the end of the transaction the schema's owner is who works, where the login may be the
-- owner: what a migration makes is the owner's then, and not the login's, which would keep
-- functions that have the owner's rights from it.
SELECT set_config('role', owner.rolname, true)
  FROM pg_namespace AS n
  JOIN pg_roles AS owner ON owner.oid = n.nspowner
 WHERE n.nspname = 'isprofile' AND pg_has_role(owner.oid, 'MEMBER');
