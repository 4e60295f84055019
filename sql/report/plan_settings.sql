-- For the cursors of this transaction. Every row will be read, so they are planned for all of them.
-- Without statistics, which a table just filled does not have, the server would sort a whole table
-- for a merge join.
SELECT set_config('cursor_tuple_fraction', '1.0', true),
       set_config('work_mem', '64MB', true),
       set_config('hash_mem_multiplier', '2.0', true),
       set_config('enable_mergejoin', 'off', true),
       set_config('enable_nestloop', 'off', true);
