-- What the connected role may do about roles: whether it is a superuser, whether it may make
-- roles, how many of the program's roles are missing, and whether a superuser has handed the
-- schema over.
SELECT r.rolsuper, r.rolsuper OR r.rolcreaterole,
       (SELECT count(*)
          FROM unnest(ARRAY['isprofile_owner', 'isprofile_loader', 'isprofile_reporter',
                            'isprofile_analyst', 'isprofile_lea', 'isprofile_auditor']) AS name
         WHERE name NOT IN (SELECT rolname FROM pg_roles)),
       EXISTS (SELECT
                 FROM pg_namespace AS n
                 JOIN pg_roles AS owner ON owner.oid = n.nspowner
                 JOIN pg_roles AS loader ON loader.rolname = 'isprofile_loader'
                WHERE n.nspname = 'isprofile' AND owner.rolname = 'isprofile_owner'
                  AND 'log_error_verbosity=terse' = ANY (loader.rolconfig))
  FROM pg_roles AS r
 WHERE r.rolname = current_user;
