#ifndef BINDING_H
#define BINDING_H

#include <stdint.h>

#include "base/record.h"

#include "ingest/reader.h"

struct err;

/*
 * Binds the fields of a file to the columns of its extract and passes the
 * records on: to the reader it is the sink, to the sink of ingest_file() the
 * source of form, records and problems.
 */
struct binding;

/* base tells what is known of the file before its first line: gzip, mark, encoding. */
struct binding *binding_new(const struct record_sink *sink, const struct file_form *base);
void binding_free(struct binding *binding);

/* What to hand to reader_new(); valid as long as the binding. */
const struct reader_sink *binding_reader_sink(struct binding *binding);

/* Passes a problem on; after a fatal one no record is delivered. */
int binding_add_problem(
    struct binding *binding, const struct read_problem *problem, struct err *err);

/* Before what ends the reading is told: says what the first line was, if no later one helped. */
int binding_end_search(struct binding *binding, struct err *err);

/* After the last record: a file without any is READ_EMPTY, unless something else was wrong. */
int binding_finish(struct binding *binding, struct err *err);

/* Records read, also those that were not delivered; a header row does not count. */
uint64_t binding_records(const struct binding *binding);

#endif
