#include "base/memory.h"

#include "report/year/year_basis.h"

void
year_basis_add(struct year_basis *basis, const struct submission *submission)
{
    if (basis->submission_count == basis->submission_room) {
        basis->submission_room = basis->submission_room * 2 + 64;
        basis->submissions =
            memory_grow(basis->submissions, basis->submission_room, sizeof *basis->submissions);
    }
    basis->submissions[basis->submission_count] = *submission;
    basis->submissions[basis->submission_count++].file_name = NULL;
}

void
year_basis_reset(struct year_basis *basis)
{
    free(basis->submissions);
    *basis = (struct year_basis){0};
}
