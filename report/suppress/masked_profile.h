#ifndef MASKED_PROFILE_H
#define MASKED_PROFILE_H

struct profile;
struct suppression;

/*
 * The profile as it may be published: its rows with the mask on, so that no
 * hidden figure is in it any more, and between them the categories without a
 * pupil that a hidden row must not stand out from (docs/suppression.md, point 6).
 */
struct masked_profile;

/* Places and categories stay those of the profile that was suppressed. */
struct masked_profile *masked_profile_new(const struct suppression *suppression);
void masked_profile_free(struct masked_profile *masked);

const struct profile *masked_profile_of(const struct masked_profile *masked);

#endif
