-- What the rules on all LEAs together look at in a row, beside the rows: base/state_key.h has its
-- form, and the program makes it of new rows. Each row has one word of 64 bits (STAS) or two.

ALTER TABLE isprofile.senr_pack ADD COLUMN keys bytea;
ALTER TABLE isprofile.sinf_pack ADD COLUMN keys bytea;
ALTER TABLE isprofile.stas_pack ADD COLUMN keys bytea;
ALTER TABLE isprofile.senr_pack ALTER COLUMN keys SET STORAGE EXTERNAL;
ALTER TABLE isprofile.sinf_pack ALTER COLUMN keys SET STORAGE EXTERNAL;
ALTER TABLE isprofile.stas_pack ALTER COLUMN keys SET STORAGE EXTERNAL;

-- The digest of a name, 30 bits; 0 for none.
CREATE FUNCTION isprofile.digest_name(last_name text, first_name text) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    name bytea := convert_to(upper(last_name COLLATE "C"), 'UTF8') || '\x1f'
        || convert_to(upper(first_name COLLATE "C"), 'UTF8');
    sum bigint := 0;
BEGIN
    IF name IS NULL THEN
        RETURN 0;
    END IF;
    FOR i IN 0 .. length(name) - 1 LOOP
        sum := (sum * 1000003 + get_byte(name, i)) & 1073741823;
    END LOOP;
    RETURN greatest(sum, 1);
END
$$;

UPDATE isprofile.senr_pack AS pack
   SET keys = (
    SELECT string_agg(int8send(row.ssid << 30 | isprofile.digest_name(row.last_name, row.first_name))
           || int8send((row.birth_date - date '0001-01-01')::bigint << 42
           | CASE WHEN row.status = '10' AND row.exit_reason IS DISTINCT FROM 'N470'
                       AND (row.exit_date IS NULL OR row.exit_date >= row.start_date)
                  THEN least(row.start_date - date '0001-01-01', 2097151)::bigint << 21
                       | least(row.exit_date - date '0001-01-01', 2097151)::bigint
                  ELSE 2097151::bigint << 21 END), '' ORDER BY row.item)
      FROM unnest(isprofile.spread(pack.ssid, pack.rows),
                  isprofile.spread(pack.last_name, pack.rows),
                  isprofile.spread(pack.first_name, pack.rows),
                  isprofile.spread(pack.birth_date, pack.rows),
                  isprofile.spread(pack.enrollment_status, pack.rows),
                  isprofile.spread(pack.exit_reason, pack.rows),
                  isprofile.spread(pack.enrollment_start_date, pack.rows),
                  isprofile.spread(pack.enrollment_exit_date, pack.rows)) WITH ORDINALITY
        AS row (ssid, last_name, first_name, birth_date, status, exit_reason, start_date, exit_date,
                item));

UPDATE isprofile.sinf_pack AS pack
   SET keys = (
    SELECT string_agg(int8send(row.ssid << 30 | isprofile.digest_name(row.last_name, row.first_name))
           || int8send((row.birth_date - date '0001-01-01')::bigint << 42 | (2097151::bigint << 21)),
           '' ORDER BY row.item)
      FROM unnest(isprofile.spread(pack.ssid, pack.rows),
                  isprofile.spread(pack.last_name, pack.rows),
                  isprofile.spread(pack.first_name, pack.rows),
                  isprofile.spread(pack.birth_date, pack.rows)) WITH ORDINALITY
        AS row (ssid, last_name, first_name, birth_date, item));

UPDATE isprofile.stas_pack AS pack
   SET keys = (
    SELECT string_agg(int8send(row.ssid << 30
           | CASE WHEN row.exempt THEN 0
                  ELSE coalesce(row.attended, 0) + coalesce(row.suspended, 0)
                       + coalesce(row.credited, 0) END), '' ORDER BY row.item)
      FROM unnest(isprofile.spread(pack.ssid, pack.rows),
                  isprofile.spread(pack.exempt, pack.rows),
                  isprofile.spread(pack.days_attended, pack.rows),
                  isprofile.spread(pack.days_in_school_suspension, pack.rows),
                  isprofile.spread(pack.is_days_credited, pack.rows)) WITH ORDINALITY
        AS row (ssid, exempt, attended, suspended, credited, item));

DROP FUNCTION isprofile.digest_name(text, text);

ALTER TABLE isprofile.senr_pack ALTER COLUMN keys SET NOT NULL,
    ADD CHECK (octet_length(keys) = 16 * rows);
ALTER TABLE isprofile.sinf_pack ALTER COLUMN keys SET NOT NULL,
    ADD CHECK (octet_length(keys) = 16 * rows);
ALTER TABLE isprofile.stas_pack ALTER COLUMN keys SET NOT NULL,
    ADD CHECK (octet_length(keys) = 8 * rows);
