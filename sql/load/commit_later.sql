-- Lets the commit of this transaction return before it is on the disk.
SELECT set_config('synchronous_commit', 'off', true);
