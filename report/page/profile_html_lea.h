#ifndef PROFILE_HTML_LEA_H
#define PROFILE_HTML_LEA_H

struct out;
struct place_index;
struct place_rows;
struct profile_page;
struct profile_place;

/* The page of one LEA: the same figures as in the state's profile, with its schools. */
struct lea_page {
    const struct profile_page *page; /* the state's, of which it is a part */
    const struct place_index *index; /* of its profile */
    const struct place_rows *place;  /* a district, a county office or a charter school */
};

void lea_page_write(struct out *out, const struct lea_page *lea);

/* The seven digits of a school that is an LEA itself; NULL for any other. */
const char *lea_page_of_school(const struct lea_page *lea, const struct profile_place *school);

#endif
