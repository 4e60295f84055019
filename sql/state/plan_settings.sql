-- For the statements of this transaction: they look once at every row of a year and come down to few,
-- so they are planned for all of their rows, and given room to do it in memory.
SELECT set_config('cursor_tuple_fraction', '1.0', true),
       set_config('work_mem', '64MB', true),
       set_config('hash_mem_multiplier', '2.0', true);
