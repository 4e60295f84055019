#ifndef PROFILE_JSON_H
#define PROFILE_JSON_H

struct out;
struct profile;

/* Writes the profile as docs/profile-json.md describes it, hidden counts as "*". */
void profile_json_write(struct out *out, const struct profile *profile);

#endif
