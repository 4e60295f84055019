#ifndef PROFILE_CSV_H
#define PROFILE_CSV_H

struct out;
struct profile;

/* Writes the profile as one long table (docs/profile-files.md), hidden counts as "*". */
void profile_csv_write(struct out *out, const struct profile *profile);

#endif
