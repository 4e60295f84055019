-- Keeps cell values of pupils out of the server's log, whatever the server logs otherwise. Only a
-- superuser may set this.
ALTER ROLE isprofile_loader SET log_error_verbosity = terse;

ALTER ROLE isprofile_loader SET log_min_error_statement = panic;

ALTER ROLE isprofile_loader SET log_parameter_max_length = 0;

ALTER ROLE isprofile_loader SET log_parameter_max_length_on_error = 0;
