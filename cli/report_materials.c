#include "report/frozen/report_reference.h"
#include "transform/catalogue.h"
#include "transform/reference.h"

#include "cli/report_materials.h"

int
report_materials_make(struct report_materials *materials, struct err *err)
{
    struct reference *reference = reference_new();
    int rc;

    *materials = (struct report_materials){.tables = report_reference_new()};
    catalogue_version(materials->versions.rule_set);
    snprintf(materials->versions.reference, sizeof materials->versions.reference, "%s",
        reference_version(reference));
    rc = reference_walk(reference, report_reference_row, materials->tables, err);
    reference_free(reference);
    return rc;
}

void
report_materials_free(struct report_materials *materials)
{
    report_reference_free(materials->tables);
}
