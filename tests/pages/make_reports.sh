#!/usr/bin/env bash
# make_reports.sh ISPROFILE GENERATE FOLDER: the pages of `check` that the browser looks at. One of a
# whole LEA with every kind of finding, one of a clean set, one of a file with 10,000 findings and
# values shown, one of a file that cannot be read, one with names that try to be markup.
set -euo pipefail
isprofile=$1 generate=$2
fixtures=$(cd "$(dirname "$0")/../../fixtures" && pwd)
rm -rf -- "$3"
mkdir -p "$3"
cd "$3"
export ISPROFILE_AS_OF=2024-09-01

# report NAME [OPTION]... FILE...: a refusal is as good a page as any
report() {
    local name=$1 status=0
    shift
    "$isprofile" check --format html "$@" >"$name.html" || status=$?
    [ "$status" = 0 ] || [ "$status" = 65 ]
}

"$generate" --output made --leas 1 --pupils 1500 --quirks --errors 40 >/dev/null
report many --directory made/directory.txt --max-rejected 2 made/inbox/*/*
report clean --directory "$fixtures/directory.txt" "$fixtures"/clean/*.csv
report one --directory "$fixtures/directory.txt" "$fixtures/clean/SENR.csv"
head -n 1 "$fixtures/clean/SENR.csv" >large.csv
awk -F, -v OFS=, 'NR == 2 { sub(/"[^,]*,[^,]*"/, "")
    for (i = 0; i < 10000; i++) { row = $0; sub(/,10,10,/, ",7" i % 10 ",10,", row); print row } }' \
    "$fixtures/clean/SENR.csv" >>large.csv
report large --show-values large.csv
printf 'PK\003\004workbook' >book.csv
report unreadable book.csv
name='<img src=x onerror=alert(1)> & "a very long name of a file that does not fit a narrow window'
cp "$fixtures/clean/SENR.csv" "$name.csv"
report names --directory "$fixtures/directory.txt" "$name.csv" "$fixtures/clean/STAS.csv"
