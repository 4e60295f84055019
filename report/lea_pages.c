#include "base/buf.h"
#include "base/err.h"

#include "report/file_set.h"
#include "report/place_index.h"
#include "report/profile_html.h"
#include "report/profile_html_lea.h"

#include "report/lea_pages.h"

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

static int
write_page(struct file_set *files, const struct lea_page *lea, const char *code, struct err *err)
{
    bool is_public = lea->page->profile->is_suppressed;
    struct buf name = {0};
    struct out *out;
    int rc;

    buf_printf(&name, "%s/%s%s", lea_pages_folder(is_public), code, lea_pages_end(is_public));
    rc = file_set_begin(files, name.data, is_public ? PUBLIC_MODE : AGENCY_MODE, &out, err);
    if (rc == 0) {
        lea_page_write(out, lea);
        rc = file_set_end(files, err);
    }
    buf_free(&name);
    return rc;
}

static int
write_districts(struct file_set *files, const struct profile_page *page,
    const struct place_index *index, struct err *err)
{
    size_t count;
    const struct place_rows *places = place_index_inside(index, LEVEL_DISTRICT, "", &count);

    for (size_t i = 0; i < count; i++) {
        const struct lea_page lea = {page, index, &places[i]};

        if (write_page(files, &lea, places[i].rows->place->cds_code, err) != 0)
            return -1;
    }
    return 0;
}

static int
write_charters(struct file_set *files, const struct profile_page *page,
    const struct place_index *index, struct err *err)
{
    size_t count;
    const struct place_rows *places = place_index_inside(index, LEVEL_SCHOOL, "", &count);

    for (size_t i = 0; i < count; i++) {
        const struct lea_page lea = {page, index, &places[i]};
        const char *code = lea_page_of_school(&lea, places[i].rows->place);

        if (code != NULL && write_page(files, &lea, code, err) != 0)
            return -1;
    }
    return 0;
}

int
lea_pages_write(struct file_set *files, const struct profile_page *page, struct err *err)
{
    bool is_public = page->profile->is_suppressed;
    struct place_index index;
    int rc = file_set_make_folder(
        files, lea_pages_folder(is_public), is_public ? is_public_page : is_unsuppressed_page, err);

    if (rc != 0)
        return -1;
    index = place_index_make(page->profile);
    rc = write_districts(files, page, &index, err);
    if (rc == 0)
        rc = write_charters(files, page, &index, err);
    place_index_reset(&index);
    return rc;
}
