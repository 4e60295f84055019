#ifndef OUTPUT_LOCK_H
#define OUTPUT_LOCK_H

struct err;

/*
 * Keeps an output folder for one command at a time, so that two at once cannot mix
 * their files. The lock is of the folder itself and leaves nothing behind: it ends with
 * the last process that has it, forked ones too.
 *
 * Returns -1 with err filled: ERR_TRY_AGAIN when another command is still writing
 * there after wait_seconds. Where a file system knows no locks, there is none.
 */
int output_lock_take(const char *dir, int wait_seconds, struct err *err);

#endif
