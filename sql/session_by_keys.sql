-- For a session whose statements are planned once and then run for one LEA after the other: they
-- go by keys. The tables grow while it works, and a plan that suited them when they were empty
-- would read them whole.
SELECT set_config('plan_cache_mode', 'force_generic_plan', false),
       set_config('enable_seqscan', 'off', false),
       set_config('enable_hashjoin', 'off', false),
       set_config('enable_mergejoin', 'off', false),
       set_config('work_mem', '64MB', false);
