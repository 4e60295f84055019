#ifndef CHECK_SENTENCE_H
#define CHECK_SENTENCE_H

#include <stdint.h>

struct buf;
struct outcome;
struct rule_count;
struct summary_file;

/* Sentences about one file, added to a buf. All of one voice with the page of check and run. */

/* "SENR.csv would be accepted: all 6,000 rows are good." */
void check_sentence_add_verdict(
    struct buf *buf, const struct summary_file *file, unsigned max_rejected);

/* "the header row names a column twice: ssid (line 1)": the first fatal finding; nothing without.
 */
void check_sentence_add_reason(struct buf *buf, const struct summary_file *file);

/* "student enrollment (SENR) of LEA 0161119, 2023-2024; comma, header row, UTF-8" */
void check_sentence_add_form(struct buf *buf, const struct outcome *outcome);

/* "1,234" */
void check_sentence_add_count(struct buf *buf, uint64_t count);

/* "1 row", "1,234 rows": the noun takes an s. */
void check_sentence_add_counted(struct buf *buf, uint64_t count, const char *noun);

/* "6.87%" of hundredths of a percent. */
void check_sentence_add_percent(struct buf *buf, int64_t hundredths);

/* The count of the rule in the judgement; NULL when it has none. */
const struct rule_count *check_sentence_find_fatal(const struct summary_file *file);

#endif
