#!/usr/bin/env bash
# Shows that what an LEA's check says, the state's run says: judges every fixture by both, and compares
# the data files that each leaves, byte by byte (the page says "would be" or "was").
#
#   tests/cli/same_verdict.sh --build DIR
#
# Starts a throw-away server unless PGHOST is set. Exit 1: something differs.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
if [ "${1-}" != --build ] || [ ! -x "${2-}/isprofile" ]; then
    echo "same verdict: name the build folder with --build" >&2
    exit 64
fi
build=$(cd "$2" && pwd)
if [ -z "${PGHOST-}" ]; then
    exec "$root/scripts/localdb" run -- "$0" "$@"
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/isprofile-same.XXXXXX")
trap 'rm -rf -- "$work"' EXIT
while IFS= read -r name; do
    unset "$name"
done < <(compgen -e ISPROFILE_ || true)

isprofile() {
    "$build/isprofile" "$@" 2>"$work/stderr"
}

# Two databases: rules without a directory are judged without one.
for database in same_verdict same_verdict_bare; do
    psql -X -q -d postgres -c "DROP DATABASE IF EXISTS $database" -c "CREATE DATABASE $database" 2>/dev/null
    PGDATABASE=$database isprofile init >/dev/null
done
export PGDATABASE=same_verdict
isprofile directory "$root/fixtures/directory.txt" >/dev/null

# read_options FILE: sets what fixtures/rules/README.md says the options of a fixture mean
read_options() {
    local line file
    options=(--as-of 2024-09-01 --max-rejected 100)
    directory=yes lea=""
    # One form spells its LEA without the zero: only the inbox tells run at once whose it is.
    [[ $1 != */forms/* ]] || lea=0199999
    for file in "$1.options" "$(dirname "$1")/options"; do
        [ -f "$file" ] || continue
        while IFS= read -r line; do
            case $line in
            directory=no) directory=no ;;
            lea=*) lea=${line#lea=} ;;
            as_of=*) options+=(--as-of "${line#as_of=}") ;;
            encoding=*) options+=(--encoding "${line#encoding=}") ;;
            max_rejected=*) options+=(--max-rejected "${line#max_rejected=}") ;;
            max_expanded=*) options+=(--max-expanded "${line#max_expanded=}") ;;
            esac
        done <"$file"
        break
    done
}

# judge FILE: both ways; leaves check and run folders below $work
judge() {
    local file=$1 of_check=0 of_run=0 inbox=$work/inbox folder
    rm -rf -- "$inbox" "$work/check" "$work/run"
    read_options "$file"
    local check_options=("${options[@]}") database=same_verdict
    if [ "$directory" = yes ]; then
        check_options+=(--directory "$root/fixtures/directory.txt")
    else
        database=same_verdict_bare
    fi
    [ -z "$lea" ] || check_options+=(--lea "$lea")
    mkdir -p "$inbox/$lea"
    cp "$file" "$inbox/$lea/"
    isprofile check "${check_options[@]}" --output "$work/check" "$file" >/dev/null || of_check=$?
    PGDATABASE=$database isprofile run "${options[@]}" --force --allow-shrink --output "$work/run" \
        "$inbox" >"$work/said" || of_run=$?
    # What was refused before is no news to run; the verdict is in the files.
    if grep -q '  refused before ' "$work/said"; then
        of_run=65
    fi
    folder=$(dirname "$(find "$work/run" -name summary.json)")
    take_out "$database"
    if [ "$of_check" != "$of_run" ] || ! diff -r -x report.html "$work/check" "$folder"; then
        echo "check ends with $of_check, run with $of_run: $file"
        cat "$work/said" "$work/stderr"
        return 1
    fi
    [ "$of_check" != 0 ] || accepted=$((accepted + 1))
}

# take_out DATABASE: withdraws what stands, so that the law judges the next file alone, as check does
take_out() {
    local lea extract year
    while read -r lea extract year; do
        PGDATABASE=$1 isprofile withdraw "$lea" "$extract" "$year" >/dev/null
    done < <(psql -X -A -t -F ' ' -d "$1" \
        -c 'SELECT lea_code, extract, academic_year FROM isprofile.submission_current')
}

judged=0 differ=0 accepted=0
while IFS= read -r file; do
    judged=$((judged + 1))
    judge "$file" || differ=$((differ + 1))
done < <(find "$root/fixtures/clean" "$root/fixtures/forms" "$root/fixtures/rules" -type f \
    ! -name '*.md' ! -name '*.py' ! -name expected.csv ! -name options ! -name '*.options' \
    ! -path '*/__pycache__/*' | sort)
for database in same_verdict same_verdict_bare; do
    psql -X -q -d postgres -c "DROP DATABASE IF EXISTS $database" 2>/dev/null
done
echo "same verdict: $judged files judged, $accepted accepted, $differ differ"
[ "$judged" -gt 0 ] && [ "$accepted" -gt 0 ] && [ "$accepted" -lt "$judged" ] && [ "$differ" = 0 ]
