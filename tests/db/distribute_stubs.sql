-- Stand-ins for the functions of a cluster: they note what they are called with, and look at the
-- table as the cluster would.
CREATE SCHEMA spread;

CREATE TABLE spread.placement (relation regclass PRIMARY KEY, by_column name, beside regclass);

CREATE FUNCTION spread.create_reference_table(relation regclass) RETURNS void
LANGUAGE sql AS $$ INSERT INTO spread.placement VALUES (relation) $$;

CREATE FUNCTION spread.create_distributed_table(
    relation regclass, by_column name, colocate_with regclass DEFAULT NULL) RETURNS void
LANGUAGE sql AS $$ INSERT INTO spread.placement VALUES (relation, by_column, colocate_with) $$;

-- What keeps a table from being spread by a column.
CREATE FUNCTION spread.find_complaints(relation regclass, by_column name) RETURNS SETOF text
LANGUAGE sql STABLE AS $$
WITH key AS (
    SELECT a.attnum, a.attnotnull, a.attgenerated, t.typtype
      FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid
     WHERE a.attrelid = relation AND a.attname = by_column AND NOT a.attisdropped)
SELECT 'has no column ' || by_column WHERE NOT EXISTS (SELECT FROM key)
UNION ALL
SELECT 'may be NULL in ' || by_column FROM key WHERE NOT attnotnull
UNION ALL
SELECT 'generates ' || by_column FROM key WHERE attgenerated <> ''
UNION ALL
SELECT 'has a domain for ' || by_column FROM key WHERE typtype = 'd'
UNION ALL
SELECT 'is unique without ' || by_column || ' by ' || i.indexrelid::regclass
  FROM pg_index AS i
 WHERE i.indrelid = relation AND i.indisunique
   AND NOT EXISTS (SELECT FROM key WHERE key.attnum = ANY (i.indkey::int2[]))
UNION ALL
SELECT 'has a primary key that does not begin with ' || by_column
  FROM pg_index AS i
 WHERE i.indrelid = relation AND i.indisprimary
   AND NOT EXISTS (SELECT FROM key WHERE key.attnum = i.indkey[0])
UNION ALL
SELECT 'excludes rows by ' || c.conname
  FROM pg_constraint AS c WHERE c.conrelid = relation AND c.contype = 'x'
UNION ALL
SELECT 'refers to ' || c.confrelid::regclass || ' without ' || by_column
  FROM pg_constraint AS c
 WHERE c.conrelid = relation AND c.contype = 'f' AND c.conparentid = 0
   AND NOT EXISTS (SELECT FROM spread.placement AS p
                    WHERE p.relation = c.confrelid AND p.by_column IS NULL)
   AND NOT EXISTS (SELECT
                     FROM unnest(c.conkey, c.confkey) AS pair (own, theirs)
                     JOIN pg_attribute AS o ON o.attrelid = c.conrelid AND o.attnum = pair.own
                     JOIN pg_attribute AS t ON t.attrelid = c.confrelid AND t.attnum = pair.theirs
                    WHERE o.attname = by_column AND t.attname = by_column)
UNION ALL
SELECT 'has the trigger ' || tgname FROM pg_trigger WHERE tgrelid = relation AND NOT tgisinternal
UNION ALL
SELECT 'has the rule ' || rulename FROM pg_rewrite WHERE ev_class = relation
UNION ALL
SELECT 'is partitioned twice, at ' || c.oid::regclass
  FROM pg_inherits AS h JOIN pg_class AS c ON c.oid = h.inhrelid
 WHERE h.inhparent = relation AND c.relkind = 'p'
UNION ALL
SELECT 'numbers rows by the narrow column ' || a.attname
  FROM pg_attribute AS a
  LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE a.attrelid = relation AND a.attnum > 0 AND a.atttypid IN ('int2'::regtype, 'int4'::regtype)
   AND (a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%')
UNION ALL
SELECT 'has the row security policy ' || polname FROM pg_policy WHERE polrelid = relation
$$;
