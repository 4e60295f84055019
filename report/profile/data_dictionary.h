#ifndef DATA_DICTIONARY_H
#define DATA_DICTIONARY_H

struct out;
struct profile;

/*
 * Writes data-dictionary.csv: a line for every column of the profile's table, and
 * one for every value of the columns that hold codes, the categories among them.
 */
void data_dictionary_write(struct out *out, const struct profile *profile);

#endif
