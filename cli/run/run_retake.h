#ifndef RUN_RETAKE_H
#define RUN_RETAKE_H

struct db;
struct err;
struct planned_file;
struct run_law;
struct run_result;
struct run_rules;

/*
 * Takes a file once more that run_file_take() took, and whose result is still waiting, without its
 * folder: brings it to the disk and makes the folder, as far as the file stands; or takes it anew,
 * if the server has lost it. No file may be held meanwhile (cli/run/run_law.h). Keeps what became
 * of it at first; has_results is false when another session has replaced it since. Returns -1 as
 * run_file_take() does.
 */
int run_retake_file(const struct run_rules *rules, struct db *db, const struct planned_file *file,
    struct run_law *law, struct run_result *result, struct err *err);

#endif
