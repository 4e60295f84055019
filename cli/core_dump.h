#ifndef CORE_DUMP_H
#define CORE_DUMP_H

/*
 * Memory holds pupils' rows, so a crash shall leave no image of it: neither a
 * file nor, where the system hands it to a program instead, that. Processes
 * forked later inherit it. Debuggers of other users are kept off as well.
 */
void core_dump_forbid(void);

#endif
