#!/bin/sh
# The profile says what the stories of the generator tell, and the same bytes in every form.
#
#   truth.sh GENERATE ISPROFILE
#
# Starts a throw-away server unless PGHOST is set. Exit 77: there is no server here.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
if [ -z "${PGHOST:-}" ]; then
    exec "$here/../../scripts/localdb" run -- "$here/truth.sh" "$@"
fi

generate=$1
isprofile=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# make FORM YEAR: submissions, loaded, and their profile.
make() {
    rm -rf "${work:?}/$1"
    "$generate" --output "$work/$1" --leas 12 --pupils 4000 --quirks --form "$1" --year "$2" \
        --seed "$seed" >/dev/null
    psql -Xqc 'DROP SCHEMA IF EXISTS isprofile CASCADE' 2>/dev/null
    "$isprofile" init >/dev/null
    "$isprofile" directory "$work/$1/directory.txt" >/dev/null
    "$isprofile" run --as-of 2030-01-01 "$work/$1/inbox" >/dev/null
    "$isprofile" report --year "$2" --unsuppressed --output "$work/$1/profile" >/dev/null
}

seed=1
for year in 2019-2020 2021-2022 2023-2024 2024-2025; do
    make mixed "$year"
    make plain "$year"
    said=$(sed -n 2p "$work/mixed/profile/profile-unsuppressed.csv" | cut -d, -f12-14)
    told=$(sed -n 's/.*before_errors.*"pupils": \([0-9]*\), "fifty_percent_pupils": \([0-9]*\),.*"long_term_pupils": \([0-9]*\).*/\1,\2,\3/p' \
        "$work/mixed/truth.json")
    echo "$year: $told"
    if [ "$said" != "$told" ] || [ -z "$told" ]; then
        echo "truth: $year: the profile says $said, the stories tell $told" >&2
        exit 1
    fi
    cmp "$work/mixed/profile/profile-unsuppressed.csv" "$work/plain/profile/profile-unsuppressed.csv"
    seed=$((seed + 1))
done
