#!/usr/bin/env bash
# Publishes a generated state, corrects some LEAs, publishes it again after the first release, and
# attacks both. For a whole state that takes a quarter of an hour and 10 GB of disk:
#
#   scripts/localdb run -- tests/attack/state.sh --build build --work DIR --directory ../shared/data/schools-2023-24.tsv \
#       --enrollment ../shared/data/enrollment-2023-24.csv
#
# What follows --work DIR goes to the generator (`build/generate --help`). The profiles stay in DIR.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
build=$root/build work=
while [ $# -gt 0 ]; do
    case $1 in
        --build) build=$(cd "$2" && pwd) && shift 2 ;;
        --work) work=$2 && shift 2 ;;
        *) break ;;
    esac
done
[ -n "$work" ] || { echo "usage: state.sh --build DIR --work DIR [OPTION OF generate]..." >&2 && exit 64; }
readonly root build work year=2023-2024
readonly categories=$root/transform/reference/reporting_category.csv
mkdir -p "$work"

# Files that are refused as a whole (status 65) are none of the attack's business.
run() {
    "$build/isprofile" run "$@" >"$work/run.txt" 2>"$work/run.err" || [ $? = 65 ] || { cat "$work/run.err" && return 1; }
    tail -n 1 "$work/run.txt"
}

report() {
    "$build/isprofile" report --year "$year" --format csv --output "$@" 2>"$work/report.err" || { cat "$work/report.err" && return 1; }
}

# Every twentieth LEA sends all about its pupils again, without those whose number ends in 7.
correct() {
    local lea file number=0
    for lea in "$work"/made/inbox/*/; do
        number=$((number + 1))
        [ $((number % 20)) = 1 ] || continue
        mkdir -p "$work/corrected/$(basename "$lea")"
        for file in "$lea"*.csv; do
            awk -F, '
                NR == 1 { for (i = 1; i <= NF; i++) if ($i == "ssid") column = i }
                !column || $column !~ /7$/' "$file" >"$work/corrected/$(basename "$lea")/$(basename "$file")"
        done
    done
}

rm -rf "$work/made" "$work/corrected"
"$build/generate" --output "$work/made" "$@" --form plain --gzip 0 --quoted 0 >"$work/generate.txt"
"$build/isprofile" init >/dev/null 2>&1
"$build/isprofile" directory "$work/made/directory.txt" >/dev/null 2>&1
run "$work/made/inbox"
report "$work/first" --unsuppressed >/dev/null
report "$work/first"
echo "== the first release"
status=0
"$build/tests/attack" --all "$categories" "$work/first/profile.csv" "$work/first/profile-unsuppressed.csv" || status=1
correct
run --allow-shrink "$work/corrected"
rm -r "$work/made" "$work/corrected"
report "$work/second" --unsuppressed >/dev/null
report "$work/second" --earlier "$work/first/profile.csv"
echo "== a release after it"
"$build/tests/attack" --all "$categories" "$work/second/profile.csv" "$work/second/profile-unsuppressed.csv" \
    "$work/first/profile.csv" "$work/first/profile-unsuppressed.csv" || status=1
exit "$status"
