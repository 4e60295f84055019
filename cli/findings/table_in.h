#ifndef TABLE_IN_H
#define TABLE_IN_H

struct err;
struct reader_sink;

/*
 * Reads a table that the program has written itself, separated by commas, record by record, its
 * header too. The sink's first_line is not called. Returns -1 with err filled when there is no such
 * file (ERR_NO_INPUT), the system would not let it be read (ERR_PERMISSION, ERR_IO), or the sink
 * gave up, which it does on every other problem.
 */
int table_in_read(const char *path, const struct reader_sink *sink, struct err *err);

#endif
