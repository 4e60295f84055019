#include "base/buf.h"
#include "report/render/json_member.h"
#include "report/render/json_out.h"
#include "report/render/out.h"
#include "sql/audit_chain.h"

#include "cli/screen/terminal.h"

#include "cli/audit_list.h"

enum { SHORT_SHA256 = 12 };

struct listing {
    struct out out;
    struct json_out json;
    bool has_lines;
};

/* Who it was: the login, whom it acted as, and where from. */
static void
add_who(struct buf *who, const struct audit_listed *entry)
{
    terminal_add_name(who, entry->login);
    if (*entry->role != '\0')
        buf_add_text(who, " as ");
    terminal_add_name(who, entry->role);
    if (*entry->address != '\0')
        buf_add_byte(who, '@');
    terminal_add_name(who, entry->address);
    buf_terminate(who);
}

static int
write_line(void *ctx, const struct audit_listed *entry, struct err *err)
{
    struct listing *listing = ctx;
    struct buf who = {0}, what = {0};

    (void)err;
    if (!listing->has_lines)
        out_printf(&listing->out, "%5s  %-19s  %-*s  %-20s  %s\n", "entry", "made (UTC)",
            SHORT_SHA256, "sha256", "login", "what");
    listing->has_lines = true;
    add_who(&who, entry);
    terminal_add_name(&what, entry->action);
    if (*entry->subject != '\0')
        buf_add_byte(&what, ' ');
    terminal_add_name(&what, entry->subject);
    if (*entry->details != '\0')
        buf_add_text(&what, ": ");
    terminal_add_name(&what, entry->details);
    buf_terminate(&what);
    out_printf(&listing->out, "%5llu  %-19s  %.*s  %-20s  %s\n", (unsigned long long)entry->id,
        entry->time, SHORT_SHA256, entry->sha256, who.data, what.data);
    buf_free(&who);
    buf_free(&what);
    return out_status(&listing->out);
}

static int
write_object(void *ctx, const struct audit_listed *entry, struct err *err)
{
    struct listing *listing = ctx;
    struct json_out *json = &listing->json;

    (void)err;
    json_out_compact(json);
    json_out_begin_object(json);
    json_member_unsigned(json, "entry", entry->id);
    json_member_string(json, "made", entry->time);
    json_member_string(json, "login", entry->login);
    json_member_string(json, "role", entry->role);
    json_member_string(json, "address", entry->address);
    json_member_string(json, "action", entry->action);
    json_member_string(json, "subject", entry->subject);
    json_member_string(json, "details", entry->details);
    json_member_unsigned(json, "submissions", entry->submissions);
    json_member_string(json, "program_version", entry->program_version);
    json_member_string(json, "sha256", entry->sha256);
    json_out_end_object(json);
    return out_status(&listing->out);
}

static int
write_json(struct listing *listing, struct db *db, struct err *err)
{
    listing->json.out = &listing->out;
    json_out_begin_array(&listing->json);
    if (audit_chain_list(db, write_object, listing, err) != 0)
        return -1;
    json_out_end_array(&listing->json);
    json_out_finish(&listing->json);
    return out_status(&listing->out);
}

int
audit_list_write(struct db *db, bool as_json, struct err *err)
{
    struct listing listing = {.out = out_to_stream(stdout, err)};

    if (as_json)
        return write_json(&listing, db, err);
    if (audit_chain_list(db, write_line, &listing, err) != 0)
        return -1;
    if (!listing.has_lines)
        out_text(&listing.out, "The audit has no entry.\n");
    return out_status(&listing.out);
}
