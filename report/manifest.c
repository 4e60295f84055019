#include "report/file_set.h"
#include "report/render/json_out.h"
#include "report/year_basis.h"

#include "report/manifest.h"

static void
write_string(struct json_out *json, const char *key, const char *text)
{
    json_out_key(json, key);
    json_out_string(json, text);
}

static void
write_source(struct json_out *json, const struct year_basis *basis)
{
    bool is_snapshot = basis->snapshot != 0;

    write_string(json, "source", is_snapshot ? "snapshot" : "current");
    json_out_key(json, "snapshot");
    if (!is_snapshot) {
        json_out_null(json);
        return;
    }
    json_out_begin_object(json);
    json_out_key(json, "id");
    json_out_integer(json, basis->snapshot);
    write_string(json, "checksum", basis->checksum);
    write_string(json, "program_version", basis->program_version);
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
        write_string(json, "lea", submission->key.lea);
        write_string(json, "extract", layout_of(submission->key.extract)->name);
        write_string(json, "sha256", submission->sha256);
        if (!manifest->is_public) {
            json_out_key(json, "rows");
            json_out_unsigned(json, submission->rows.loaded);
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
        write_string(json, "name", manifest->files[i].name);
        json_out_key(json, "bytes");
        json_out_unsigned(json, manifest->files[i].bytes);
        write_string(json, "sha256", manifest->files[i].sha256);
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
    write_string(&json, "schema", "isprofile/manifest");
    json_out_key(&json, "schema_version");
    json_out_unsigned(&json, 1);
    write_string(&json, "academic_year", year);
    json_out_key(&json, "is_public");
    json_out_boolean(&json, manifest->is_public);
    write_source(&json, basis);
    write_string(&json, "program_version", ISPROFILE_VERSION);
    write_string(&json, "rule_set", basis->versions.rule_set);
    write_string(&json, "reference", basis->versions.reference);
    write_string(&json, "directory", basis->versions.directory);
    write_string(&json, "earlier_release", *basis->earlier != '\0' ? basis->earlier : NULL);
    write_files(&json, manifest);
    write_submissions(&json, manifest);
    json_out_end_object(&json);
    json_out_finish(&json);
}
