-- What an LEA sees of itself: its own rows and nothing else. The login of LEA 1234567 is
-- isprofile_lea_1234567, a member of isprofile_lea; any other login finds these views empty.
--
-- Views rather than row security on the tables: COPY refuses a table whose policies bind the
-- loader.

CREATE FUNCTION isprofile.own_lea() RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT substring(current_user::text FROM '^isprofile_lea_([0-9]{7})$')
$$;

CREATE VIEW isprofile.own_senr WITH (security_barrier) AS
SELECT * FROM isprofile.senr WHERE lea_code = isprofile.own_lea();

CREATE VIEW isprofile.own_stas WITH (security_barrier) AS
SELECT * FROM isprofile.stas WHERE lea_code = isprofile.own_lea();

CREATE VIEW isprofile.own_sinf WITH (security_barrier) AS
SELECT * FROM isprofile.sinf WHERE lea_code = isprofile.own_lea();

CREATE VIEW isprofile.own_sprg WITH (security_barrier) AS
SELECT * FROM isprofile.sprg WHERE lea_code = isprofile.own_lea();

CREATE VIEW isprofile.own_isag WITH (security_barrier) AS
SELECT * FROM isprofile.isag WHERE lea_code = isprofile.own_lea();

CREATE VIEW isprofile.own_ispu WITH (security_barrier) AS
SELECT * FROM isprofile.ispu WHERE lea_code = isprofile.own_lea();

CREATE VIEW isprofile.own_isad WITH (security_barrier) AS
SELECT * FROM isprofile.isad WHERE lea_code = isprofile.own_lea();

CREATE VIEW isprofile.own_ispo WITH (security_barrier) AS
SELECT * FROM isprofile.ispo WHERE lea_code = isprofile.own_lea();

CREATE VIEW isprofile.own_submission WITH (security_barrier) AS
SELECT * FROM isprofile.submission WHERE lea_code = isprofile.own_lea();

CREATE VIEW isprofile.own_finding_count WITH (security_barrier) AS
SELECT * FROM isprofile.finding_count WHERE lea_code = isprofile.own_lea();

CREATE VIEW isprofile.own_normalization WITH (security_barrier) AS
SELECT * FROM isprofile.normalization WHERE lea_code = isprofile.own_lea();
