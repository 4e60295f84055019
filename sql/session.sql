-- What the program relies on in every session, whatever the server, the database or the role
-- have set. A statement may take as long as it takes; a lock of somebody else is waited for, but
-- not for ever.
SELECT set_config('search_path', '', false),
       set_config('client_encoding', 'UTF8', false),
       set_config('DateStyle', 'ISO, YMD', false),
       set_config('TimeZone', 'UTC', false),
       set_config('IntervalStyle', 'iso_8601', false),
       set_config('bytea_output', 'hex', false),
       set_config('standard_conforming_strings', 'on', false),
       set_config('default_transaction_isolation', 'read committed', false),
       set_config('default_transaction_read_only', 'off', false),
       set_config('statement_timeout', '0', false),
       set_config('idle_in_transaction_session_timeout', '0', false),
       set_config('lock_timeout', '60s', false),
       set_config('jit', 'off', false),
       set_config('log_parameter_max_length_on_error', '0', false),
       CASE WHEN current_setting('server_version_num')::integer >= 140000
            THEN set_config('client_connection_check_interval', '10s', false) END;
