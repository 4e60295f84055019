#ifndef BUILD_H
#define BUILD_H

/*
 * Forced into every source file by the build. It bans the functions that this
 * project does not use: a use is an error at compile time, so no review has to
 * look for it. The headers that declare them come first.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

/* Its macros use one of them. */
#ifdef BUILD_WITH_XLSXWRITER
#include <xlsxwriter.h>
#endif

/* With _FORTIFY_SOURCE, clang sees these as macros, which cannot be poisoned. */
#undef sprintf
#undef vsprintf

#pragma GCC poison strcpy strcat strncpy strncat strtok sprintf vsprintf gets
#pragma GCC poison atoi atol atoll atof strtod strtof sscanf
#pragma GCC poison setlocale localtime gmtime asctime ctime mktime strptime
#pragma GCC poison system popen tmpnam mktemp

#endif
