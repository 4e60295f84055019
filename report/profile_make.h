#ifndef PROFILE_MAKE_H
#define PROFILE_MAKE_H

struct err;
struct profile_builder;
struct pupil;
struct school;
struct year_data;

/* Who else wants to see what the profile is made of, in the order in which it is read. */
struct year_listener {
    int (*school)(void *ctx, const struct school *school, struct err *err);
    int (*pupil)(void *ctx, const struct pupil *pupil, struct err *err);
    void *ctx;
};

/*
 * Counts all pupils of the data. listener may be NULL. The builder is ready to be
 * finished, and the caller's to free; NULL with err filled on failure.
 */
struct profile_builder *profile_make(
    struct year_data *data, const struct year_listener *listener, struct err *err);

#endif
