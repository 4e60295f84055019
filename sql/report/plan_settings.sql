-- For the cursors of this transaction: every row will be read, so plan for all of them.
SELECT set_config('cursor_tuple_fraction', '1.0', true),
       set_config('work_mem', '64MB', true),
       set_config('hash_mem_multiplier', '2.0', true);
