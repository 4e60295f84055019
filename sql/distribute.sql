-- Spreads the tables over the nodes of a Citus cluster. Run by hand with psql, once, after isprofile
-- init and before the first load, by the owner of the schema; on a single server it is not needed.
--
-- Small tables go whole to every node. The others go by LEA, all of one LEA to one node, so that a
-- load is a transaction of one node.
SELECT create_reference_table(c.oid::regclass)
  FROM pg_class AS c
 WHERE c.relnamespace = 'isprofile'::regnamespace AND c.relkind = 'r'
   AND (c.relname LIKE 'ref\_%'
        OR c.relname IN ('rule', 'reference_version', 'school', 'directory_version', 'snapshot',
                        'run'))
 ORDER BY c.relname;

SELECT create_distributed_table('isprofile.submission', 'lea_code');

-- Snapshots are read whole, chunk after chunk.
SELECT create_distributed_table('isprofile.snapshot_chunk', 'snapshot_id');

SELECT create_distributed_table('isprofile.finding_pack', 'lea_code',
           colocate_with => 'isprofile.submission');

SELECT create_distributed_table('isprofile.normalization', 'lea_code',
           colocate_with => 'isprofile.submission');

SELECT create_distributed_table('isprofile.file_stamp', 'lea_code',
           colocate_with => 'isprofile.submission');

SELECT create_distributed_table('isprofile.school_place', 'lea_code',
           colocate_with => 'isprofile.submission');

SELECT create_distributed_table(c.oid::regclass, 'lea_code', colocate_with => 'isprofile.submission')
  FROM pg_class AS c
 WHERE c.relnamespace = 'isprofile'::regnamespace AND c.relkind = 'p'
 ORDER BY c.relname;
