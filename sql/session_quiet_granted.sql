-- Keeps cell values out of the server's log for a login that is no superuser, as far as it was
-- granted the right to (PostgreSQL 15 and newer): the settings of a role do not pass to the
-- logins that are its members.
SELECT CASE WHEN has_parameter_privilege('log_error_verbosity', 'SET')
            THEN set_config('log_error_verbosity', 'terse', false) END,
       CASE WHEN has_parameter_privilege('log_min_error_statement', 'SET')
            THEN set_config('log_min_error_statement', 'panic', false) END,
       CASE WHEN has_parameter_privilege('log_parameter_max_length', 'SET')
            THEN set_config('log_parameter_max_length', '0', false) END;
