#ifndef RULES_LIST_H
#define RULES_LIST_H

struct out;
struct rule_info;

/* The catalogue in the forms of `isprofile rules`, from the table that runs. */

/* A line a rule, for people. */
void rules_list_write_text(struct out *out);

/* The columns of the specification: rule, severity, scope, extracts, authority ... */
void rules_list_write_csv(struct out *out);

/* The same columns, and message, effect, why, example and fix. */
void rules_list_write_json(struct out *out);

/* docs/rules.md. */
void rules_list_write_markdown(struct out *out);

/* All about one rule on a page of 80 columns. */
void rules_list_explain(struct out *out, const struct rule_info *rule);

#endif
