-- Keeps cell values out of the server's log; a superuser may.
SELECT set_config('log_error_verbosity', 'terse', false),
       set_config('log_min_error_statement', 'panic', false),
       set_config('log_parameter_max_length', '0', false);
