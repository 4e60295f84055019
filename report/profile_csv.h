#ifndef PROFILE_CSV_H
#define PROFILE_CSV_H

struct out;
struct profile;

/* Writes the profile as the one long table of spec/profile.md, every count shown. */
void profile_csv_write(struct out *out, const struct profile *profile);

#endif
