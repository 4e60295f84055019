#include "report/render/file_set.h"
#include "report/render/json_member.h"
#include "report/render/json_out.h"
#include "report/year/year_basis.h"

#include "report/manifest.h"

static void
write_source(struct json_out *json, const struct year_basis *basis)
{
    bool is_snapshot = basis->snapshot != 0;

    json_member_string(json, "source", is_snapshot ? "snapshot" : "current");
    json_out_key(json, "snapshot");
    if (!is_snapshot) {
        json_out_null(json);
        return;
    }
    json_out_begin_object(json);
    json_member_integer(json, "id", basis->snapshot);
    json_member_string(json, "checksum", basis->checksum);
    json_member_string(json, "program_version", basis->program_version);
    json_out_end_object(json);
}

static void
write_submissions(struct json_out *json, const struct manifest *manifest)
{
    const struct year_basis *basis = manifest->basis;

    json_out_key(json, "submissions");
    json_out_begin_array(json);
    for (size_t i = 0; i < basis->submission_count; i++) {
        const struct submission *submission = &basis->submissions[i];

        json_out_compact(json);
        json_out_begin_object(json);
        json_member_string(json, "lea", submission->key.lea);
        json_member_string(json, "extract", layout_of(submission->key.extract)->name);
        json_member_string(json, "sha256", submission->sha256);
        if (!manifest->is_public) {
            json_member_unsigned(json, "rows", submission->rows.loaded);
        }
        json_out_end_object(json);
    }
    json_out_end_array(json);
}

static void
write_files(struct json_out *json, const struct manifest *manifest)
{
    json_out_key(json, "files");
    json_out_begin_array(json);
    for (size_t i = 0; i < manifest->file_count; i++) {
        json_out_compact(json);
        json_out_begin_object(json);
        json_member_string(json, "name", manifest->files[i].name);
        json_member_unsigned(json, "bytes", manifest->files[i].bytes);
        json_member_string(json, "sha256", manifest->files[i].sha256);
        json_out_end_object(json);
    }
    json_out_end_array(json);
}

void
manifest_write(struct out *out, const struct manifest *manifest)
{
    const struct year_basis *basis = manifest->basis;
    struct json_out json = {.out = out};
    char year[10];

    school_year_format(basis->year, year);
    json_out_begin_object(&json);
    json_member_string(&json, "schema", "isprofile/manifest");
    json_member_unsigned(&json, "schema_version", 1);
    json_member_string(&json, "academic_year", year);
    json_member_boolean(&json, "is_public", manifest->is_public);
    write_source(&json, basis);
    json_member_string(&json, "program_version", ISPROFILE_VERSION);
    json_member_string(&json, "rule_set", basis->versions.rule_set);
    json_member_string(&json, "reference", basis->versions.reference);
    json_member_string(&json, "directory", basis->versions.directory);
    json_member_string(&json, "earlier_release", *basis->earlier != '\0' ? basis->earlier : NULL);
    write_files(&json, manifest);
    write_submissions(&json, manifest);
    json_out_end_object(&json);
    json_out_finish(&json);
}
