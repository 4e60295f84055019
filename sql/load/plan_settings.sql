-- For the statements of this transaction that derive parts: the rows of one LEA have just been
-- loaded, so the server has no statistics of them and would build its hash table from the larger
-- side.
SELECT set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
       set_config('work_mem', '64MB', true);
