#ifndef REJECTS_H
#define REJECTS_H

#include "base/buf.h"
#include "base/record.h"
#include "report/render/csv_out.h"

#include "cli/findings/result_file.h"

struct finding;
struct rule_info;

/*
 * rejected.csv, the refused records of one file as they were submitted under
 * their header, byte for byte, and rejected_rules.csv, which rules refused them.
 * Zeroed, nobody asked for them.
 */
struct rejects {
    struct result_file records;
    struct result_file rules;
    struct csv_out csv;
    struct buf buf;
    enum encoding encoding; /* of the file, and so of rejected.csv */
    bool is_open;
};

/* The struct must not move from here on. */
int rejects_open(struct rejects *rejects, const char *dir, struct err *err);

/* Before the first record: how the file is read, and its header. */
int rejects_begin(struct rejects *rejects, const struct file_form *form, struct err *err);

/* A finding of any severity; those that refuse a row are written. */
int rejects_add_finding(struct rejects *rejects, const struct finding *finding, struct err *err);

/* A record that a fatal rule refuses, and of which the finding may not tell. */
int rejects_add_mixed(struct rejects *rejects, const struct record *record,
    const struct rule_info *rule, struct err *err);
int rejects_add_record(struct rejects *rejects, const struct record *record, struct err *err);

int rejects_finish(struct rejects *rejects, struct err *err);
int rejects_commit(struct rejects *rejects, struct err *err);
void rejects_discard(struct rejects *rejects);

#endif
