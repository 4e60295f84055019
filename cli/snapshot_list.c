#include "base/buf.h"
#include "report/render/json_member.h"
#include "report/render/json_out.h"
#include "report/render/number_text.h"
#include "report/render/out.h"
#include "sql/report/snapshot_store.h"

#include "cli/screen/terminal.h"

#include "cli/snapshot_list.h"

enum { SHORT_CHECKSUM = 12 };

struct listing {
    struct out out;
    struct json_out json;
    uint64_t count;
};

static int
write_line(void *ctx, const struct snapshot_info *info, struct err *err)
{
    struct listing *listing = ctx;
    struct buf note = {0};
    char pupils[NUMBER_TEXT_SIZE], year[10];

    (void)err;
    if (listing->count++ == 0)
        out_printf(&listing->out, "%4s  %-9s  %-19s  %10s  %5s  %-*s  %s\n", "id", "year",
            "created (UTC)", "pupils", "files", SHORT_CHECKSUM, "checksum", "note");
    school_year_format(info->year, year);
    number_text_grouped(info->pupils, pupils);
    terminal_add_name(&note, info->note);
    out_printf(&listing->out, "%4lld  %-9s  %-19s  %10s  %5llu  %.*s%s%s\n", (long long)info->id,
        year, info->created, pupils, (unsigned long long)info->submissions, SHORT_CHECKSUM,
        info->checksum, note.len > 0 ? "  " : "", note.len > 0 ? note.data : "");
    buf_free(&note);
    return out_status(&listing->out);
}

static int
write_object(void *ctx, const struct snapshot_info *info, struct err *err)
{
    struct listing *listing = ctx;
    struct json_out *json = &listing->json;
    char year[10];

    (void)err;
    school_year_format(info->year, year);
    json_out_compact(json);
    json_out_begin_object(json);
    json_member_unsigned(json, "id", (uint64_t)info->id);
    json_member_string(json, "academic_year", year);
    json_member_string(json, "created", info->created);
    json_member_string(json, "note", info->note);
    json_member_string(json, "checksum", info->checksum);
    json_member_unsigned(json, "pupils", info->pupils);
    json_member_unsigned(json, "submissions", info->submissions);
    json_member_unsigned(json, "chunks", info->chunks);
    json_member_unsigned(json, "bytes", info->bytes);
    json_member_string(json, "program_version", info->program_version);
    json_out_end_object(json);
    return out_status(&listing->out);
}

static int
write_json(struct listing *listing, struct db *db, int year, struct err *err)
{
    listing->json.out = &listing->out;
    json_out_begin_array(&listing->json);
    if (snapshot_store_list(db, year, write_object, listing, err) != 0)
        return -1;
    json_out_end_array(&listing->json);
    json_out_finish(&listing->json);
    return out_status(&listing->out);
}

int
snapshot_list_write(struct db *db, int year, bool as_json, struct err *err)
{
    struct listing listing = {.out = out_to_stream(stdout, err)};

    if (as_json)
        return write_json(&listing, db, year, err);
    if (snapshot_store_list(db, year, write_line, &listing, err) != 0)
        return -1;
    if (listing.count == 0)
        out_text(&listing.out, "There is no snapshot.\n");
    return out_status(&listing.out);
}
