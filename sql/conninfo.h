#ifndef CONNINFO_H
#define CONNINFO_H

struct err;

/*
 * Fails with ERR_USAGE unless text is a connection string or URI that libpq
 * reads and that holds no password: those show up in process lists and belong
 * into a password file. The message does not repeat the text.
 */
int conninfo_check(const char *text, struct err *err);

#endif
