-- For a session whose statements are planned once and then run for one LEA after the other: they
-- go by keys. The tables grow while it works, and a plan that suited them when they were empty
-- would read them whole. The rows of an LEA have just been loaded, so the server has no statistics
-- of them and would build a hash table from the larger side. Packs of parts are gathered in memory.
SELECT set_config('enable_seqscan', 'off', false),
       set_config('enable_hashjoin', 'off', false),
       set_config('enable_mergejoin', 'off', false),
       set_config('work_mem', '64MB', false);
