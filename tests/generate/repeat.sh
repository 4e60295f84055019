#!/bin/sh
# The same command writes the same bytes, another seed others, and the form changes no meaning.
#
#   repeat.sh GENERATE
set -eu

generate=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "repeat: $1" >&2
    exit 1
}

make() {
    "$generate" --output "$work/$1" --leas 6 --pupils 1500 --quirks --errors 10 --seed "$2" >/dev/null
}

make first 11
make again 11
make other 12
diff -r "$work/first" "$work/again" || fail "one seed gave different bytes"
if diff -rq "$work/first/inbox" "$work/other/inbox" >/dev/null; then
    fail "two seeds gave the same bytes"
fi

# What a profile should say is in truth.json: equal in every form, and so is the directory.
for form in mixed plain; do
    "$generate" --output "$work/$form" --leas 6 --pupils 1500 --quirks --form "$form" >/dev/null
done
cmp "$work/mixed/truth.json" "$work/plain/truth.json" || fail "the form changed the counts"
cmp "$work/mixed/directory.txt" "$work/plain/directory.txt" || fail "the form changed the directory"
if diff -rq "$work/mixed/inbox" "$work/plain/inbox" >/dev/null; then
    fail "all forms are plain"
fi

# Wrong words end with status 64 and leave nothing behind.
for words in "--leas" "--form round" "--year 2023" "--errors 41" "--enrollment x"; do
    status=0
    # shellcheck disable=SC2086
    "$generate" --output "$work/none" $words >/dev/null 2>&1 || status=$?
    [ "$status" = 64 ] || fail "\"$words\" ended with $status"
    [ ! -e "$work/none" ] || fail "\"$words\" left files behind"
done
