#include "base/buf.h"
#include "base/err.h"

#include "report/page/place_index.h"
#include "report/page/profile_html.h"
#include "report/page/profile_html_lea.h"
#include "report/render/file_set.h"

#include "report/page/lea_pages.h"

enum { AGENCY_MODE = 0600, PUBLIC_MODE = 0644, CODE_LENGTH = 7 };

const char *
lea_pages_folder(bool is_public)
{
    return is_public ? "profile-lea" : "profile-unsuppressed-lea";
}

const char *
lea_pages_end(bool is_public)
{
    return is_public ? ".html" : "-unsuppressed.html";
}

static bool
is_named_so(const char *name, const char *end)
{
    for (int i = 0; i < CODE_LENGTH; i++) {
        if (name[i] < '0' || name[i] > '9')
            return false;
    }
    return strcmp(name + CODE_LENGTH, end) == 0;
}

static bool
is_public_page(const char *name)
{
    return is_named_so(name, lea_pages_end(true));
}

static bool
is_unsuppressed_page(const char *name)
{
    return is_named_so(name, lea_pages_end(false));
}

struct writing {
    struct file_set *files;
    bool is_public;
};

static int
write_page(void *ctx, const struct lea_page *lea, const char *code, struct err *err)
{
    const struct writing *writing = ctx;
    bool is_public = writing->is_public;
    struct buf name = {0};
    struct out *out;
    int rc;

    buf_printf(&name, "%s/%s%s", lea_pages_folder(is_public), code, lea_pages_end(is_public));
    rc =
        file_set_begin(writing->files, name.data, is_public ? PUBLIC_MODE : AGENCY_MODE, &out, err);
    if (rc == 0) {
        lea_page_write(out, lea);
        rc = file_set_end(writing->files, err);
    }
    buf_free(&name);
    return rc;
}

/* The code of the LEA that a place is; NULL when it is none. */
static const char *
code_of(const struct lea_page *lea)
{
    const struct profile_place *place = lea->place->rows->place;

    return place->level == LEVEL_DISTRICT ? place->cds_code : lea_page_of_school(lea, place);
}

static int
walk_level(const struct profile_page *page, const struct place_index *index,
    enum profile_level level, const struct lea_taker *taker, struct err *err)
{
    size_t count;
    const struct place_rows *places = place_index_inside(index, level, "", &count);

    for (size_t i = 0; i < count; i++) {
        const struct lea_page lea = {page, index, &places[i]};
        const char *code = code_of(&lea);

        if (code != NULL && taker->take(taker->ctx, &lea, code, err) != 0)
            return -1;
    }
    return 0;
}

int
lea_pages_each(const struct profile_page *page, const struct lea_taker *taker, struct err *err)
{
    struct place_index index = place_index_make(page->profile);
    int rc = walk_level(page, &index, LEVEL_DISTRICT, taker, err);

    if (rc == 0)
        rc = walk_level(page, &index, LEVEL_SCHOOL, taker, err);
    place_index_reset(&index);
    return rc;
}

int
lea_pages_write(struct file_set *files, const struct profile_page *page, struct err *err)
{
    bool is_public = page->profile->is_suppressed;
    struct writing writing = {files, is_public};
    const struct lea_taker taker = {write_page, &writing};

    if (file_set_make_folder(files, lea_pages_folder(is_public),
            is_public ? is_public_page : is_unsuppressed_page, err) != 0)
        return -1;
    return lea_pages_each(page, &taker, err);
}
