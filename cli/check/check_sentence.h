#ifndef CHECK_SENTENCE_H
#define CHECK_SENTENCE_H

#include <stdbool.h>
#include <stdint.h>

struct buf;
struct outcome;
struct rule_count;
struct rule_info;
struct sample;
struct summary;
struct summary_file;
struct tally_cost;

/* Sentences about one file, added to a buf. All of one voice with the page of check and run. */

/* "SENR.csv would be accepted: all 6,000 rows are good." After a run: "was accepted". */
void check_sentence_add_verdict(
    struct buf *buf, const struct summary *summary, const struct summary_file *file);

/* The same without the name of the file: "would be accepted: all 6,000 rows are good." */
void check_sentence_add_outcome(
    struct buf *buf, const struct summary *summary, const struct summary_file *file);

/* "2 of 8 files would be refused.": all of them together. */
void check_sentence_add_set_verdict(struct buf *buf, const struct summary *summary);

/* What a spreadsheet program has done to the files; nothing when it did nothing. */
void check_sentence_add_damage(struct buf *buf, const struct summary *summary);

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

/* "60 days", "1,200.5 days", "2.1 ADA"; nothing when there is no cost. */
void check_sentence_add_cost(struct buf *buf, const struct tally_cost *cost);

/* "5,210 days claimed: 60.5 earn nothing, 5,149.5 are eligible."; nothing without judged days. */
void check_sentence_add_days(struct buf *buf, const struct outcome *outcome);

/* "12 in 4,210 values (0.29%)": how often a rule was found, and of what. */
void check_sentence_add_rate(struct buf *buf, const struct rule_count *count);

/* "23 (W)": a column by its number and as spreadsheets name it. */
void check_sentence_add_column(struct buf *buf, int field);

/* True when the finding of that rule is a cell without a value. */
bool check_sentence_is_blank(const struct rule_info *rule, const struct sample *sample);

/* The count of the rule in the judgement; NULL when it has none. */
const struct rule_count *check_sentence_find_fatal(const struct summary_file *file);

#endif
