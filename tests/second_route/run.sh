#!/usr/bin/env bash
# Compares the program's profile, cell by cell, with one computed by a second route.
#
#   tests/second_route/run.sh --build DIR [option]...
#
#   --build DIR      where isprofile and generate were built
#   --seeds N        small inboxes dense in quirks, two school years each [6]
#   --first-seed N   the first seed [1]
#   --pupils N       pupils a year in each of them [100]
#   --generated N    generated inboxes, with planted errors [3]
#   --leas N         LEAs in each of them [6]
#   --generated-pupils N   pupils in each of them [3000]
#   --no-forms       leaves out the hand-made files in every form
#   --keep           keeps the folder of a comparison that failed
#
# Starts a throw-away server unless PGHOST is set. Exit 1: something differs. Exit 77: there is no
# server here.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
python=/usr/bin/python3
[ -x "$python" ] || python=python3

build=""
seeds=6 first_seed=1 pupils=100
generated=3 leas=6 generated_pupils=3000
forms=yes keep=no
arguments=("$@")
while [ $# -gt 0 ]; do
    case $1 in
    --build) build=$2 ;;
    --seeds) seeds=$2 ;;
    --first-seed) first_seed=$2 ;;
    --pupils) pupils=$2 ;;
    --generated) generated=$2 ;;
    --leas) leas=$2 ;;
    --generated-pupils) generated_pupils=$2 ;;
    --no-forms) forms=no; shift; continue ;;
    --keep) keep=yes; shift; continue ;;
    *)
        sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0" >&2
        exit 64
        ;;
    esac
    shift 2
done
if [ -z "$build" ] || [ ! -x "$build/isprofile" ]; then
    echo "second route: no isprofile in \"$build\"; name the build folder with --build" >&2
    exit 64
fi
if [ -z "${PGHOST-}" ]; then
    exec "$root/scripts/localdb" run -- "$0" "${arguments[@]}"
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/isprofile-route.XXXXXX")
trap 'rm -rf -- "$work"' EXIT
failed=0
compared=0
export PGDATABASE=postgres PYTHONDONTWRITEBYTECODE=1
unset NO_COLOR
while IFS= read -r name; do
    unset "$name"
done < <(compgen -e ISPROFILE_ || true)

isprofile() {
    "$build/isprofile" "$@"
}

# drop_database NAME
drop_database() {
    PGDATABASE=postgres psql -X -q -c "DROP DATABASE IF EXISTS $1" 2>/dev/null
}

# Every comparison has a database of its own, copied from one that init made.
make_template() {
    drop_database route_template
    PGDATABASE=postgres psql -X -q -c "CREATE DATABASE route_template"
    PGDATABASE=route_template isprofile init >"$work/init.log" 2>&1 || {
        cat "$work/init.log" >&2
        exit 1
    }
}

fresh_database() {
    PGDATABASE=postgres
    drop_database route
    psql -X -q -c "CREATE DATABASE route TEMPLATE route_template"
    PGDATABASE=route
}

# run_inbox INBOX LOG OPTION...: exit 65 is in order, refused files are planted.
run_inbox() {
    local inbox=$1 log=$2 status=0
    shift 2
    isprofile run --jobs 2 --allow-shrink "$@" "$inbox" >"$log" 2>&1 || status=$?
    if [ "$status" != 0 ] && [ "$status" != 65 ]; then
        tail -n 5 "$log" >&2
        echo "run of $inbox: exit $status"
        return 1
    fi
}

# compare_year FOLDER YEAR INBOXES... -- OPTION...: the report against the second route
compare_year() {
    local folder=$1 year=$2 inboxes=()
    shift 2
    while [ "$1" != -- ]; do
        inboxes+=("$1")
        shift
    done
    shift
    isprofile report --unsuppressed --format csv,json --year "$year" --output "$folder/report-$year" \
        >"$folder/report-$year.log" 2>&1 || {
        cat "$folder/report-$year.log"
        return 1
    }
    "$python" "$here/profile.py" --inbox "${inboxes[@]}" --directory "$folder/directory.txt" \
        --year "$year" --output "$folder/second-$year.csv" "$@"
    "$python" "$here/compare.py" "$folder/report-$year/profile-unsuppressed.csv" \
        "$folder/second-$year.csv"
    "$python" "$here/compare.py" "$folder/report-$year/profile-unsuppressed.json" \
        "$folder/second-$year.csv" >"$folder/json-$year.log" || {
        cat "$folder/json-$year.log"
        return 1
    }
}

# compare_ledger FOLDER MAX_REJECTED INBOXES...
compare_ledger() {
    local folder=$1 max_rejected=$2 planted=()
    shift 2
    [ ! -f "$folder/planted.csv" ] || planted=(--planted "$folder/planted.csv")
    psql -X -q --csv -c "$("$python" "$here/ledger.py" --query)" >"$folder/ledger.csv"
    "$python" "$here/ledger.py" --ledger "$folder/ledger.csv" --inbox "$@" "${planted[@]}" \
        --max-rejected "$max_rejected"
}

# judge NAME FOLDER FUNCTION ARGUMENT...: runs it, says how it went, and cleans up
judge() {
    local name=$1 folder=$2 status=0
    shift 2
    compared=$((compared + 1))
    # Not in an "if" or "||": there the steps would go on after a failure.
    set +e
    (set -e; "$@") >"$folder.log" 2>&1
    status=$?
    set -e
    if [ "$status" = 0 ]; then
        printf '%-24s same: %s\n' "$name" \
            "$(grep ' 0 differences' "$folder.log" | sed 's/, 0 differences//' | tr '\n' ';')"
        rm -rf -- "$folder" "$folder.log"
        return 0
    fi
    failed=$((failed + 1))
    printf '%-24s DIFFERENT\n' "$name"
    sed 's/^/    /' "$folder.log"
    if [ "$keep" = yes ]; then
        local place
        place=$(mktemp -d "${TMPDIR:-/tmp}/isprofile-differs.XXXXXX")
        mv "$folder" "$place"
        echo "    kept in $place"
    fi
}

# Two years, replaced submissions, and a directory that changes in between.
check_quirks() {
    local folder=$1 seed=$2 years all=(2018-2019 2020-2021 2021-2022 2022-2023 2023-2024 2024-2025)
    years=("${all[seed % 6]}" "${all[(seed + 2) % 6]}")
    "$python" "$here/quirks.py" --seed "$seed" --output "$folder" --pupils "$pupils" \
        --years "${years[@]}"
    fresh_database
    isprofile directory "$folder/directory-before.txt" >/dev/null
    run_inbox "$folder/inbox" "$folder/run.log" --max-rejected 100 --as-of 2025-01-15
    isprofile directory "$folder/directory.txt" >/dev/null
    run_inbox "$folder/later" "$folder/later.log" --max-rejected 100 --as-of 2025-01-15
    compare_ledger "$folder" 100 "$folder/inbox" "$folder/later"
    for year in "${years[@]}"; do
        compare_year "$folder" "$year" "$folder/inbox" "$folder/later" -- \
            --planted "$folder/planted.csv" --max-rejected 100
    done
    check_afterwards "$folder" "${years[0]}"
}

# Submissions are withdrawn, and the directory goes back to what it was.
check_afterwards() {
    local folder=$1 year=$2 lea extract of_year
    while read -r lea extract of_year; do
        isprofile withdraw "$lea" "$extract" "$of_year" >/dev/null
    done <"$folder/withdrawn.txt"
    cp "$folder/directory-before.txt" "$folder/directory.txt"
    isprofile directory "$folder/directory.txt" >/dev/null
    compare_year "$folder" "$year" "$folder/inbox" "$folder/later" -- \
        --planted "$folder/planted.csv" --max-rejected 100 --withdrawn "$folder/withdrawn.txt"
}

check_generated() {
    local folder=$1 seed=$2
    "$build/generate" --output "$folder" --seed "$seed" --leas "$leas" \
        --pupils "$generated_pupils" --quirks --errors "$((seed % 3 * 10))" >"$folder.made" 2>&1
    rm -f -- "$folder.made"
    fresh_database
    isprofile directory "$folder/directory.txt" >/dev/null
    run_inbox "$folder/inbox" "$folder/run.log"
    compare_ledger "$folder" 5 "$folder/inbox"
    compare_year "$folder" 2023-2024 "$folder/inbox" -- --planted "$folder/planted.csv"
}

# check_form FOLDER FORM: one LEA's extracts, sent in one of the accepted forms
check_form() {
    local folder=$1 form=$2 encoding=utf-8
    [ "${form##*/}" != windows_1252 ] || encoding=windows-1252
    mkdir -p "$folder/inbox"
    cp -r "$form" "$folder/inbox/0199999"
    cp "$root/fixtures/directory.txt" "$folder/directory.txt"
    fresh_database
    isprofile directory "$folder/directory.txt" >/dev/null
    run_inbox "$folder/inbox" "$folder/run.log" --encoding "$encoding" --as-of 2024-07-15
    compare_year "$folder" 2023-2024 "$folder/inbox" -- --encoding "$encoding"
}

make_template
if [ "$forms" = yes ]; then
    for form in "$root"/fixtures/clean "$root"/fixtures/forms/*/; do
        form=${form%/}
        judge "form ${form##*/}" "$work/${form##*/}" check_form "$work/${form##*/}" "$form"
    done
fi
for ((seed = first_seed; seed < first_seed + seeds; seed++)); do
    judge "quirks, seed $seed" "$work/quirks-$seed" check_quirks "$work/quirks-$seed" "$seed"
done
for ((seed = 1; seed <= generated; seed++)); do
    judge "generated, seed $seed" "$work/generated-$seed" check_generated "$work/generated-$seed" \
        "$seed"
done
drop_database route
drop_database route_template
echo "second route: $compared comparisons, $failed differ"
[ "$failed" = 0 ]
