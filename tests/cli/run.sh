#!/usr/bin/env bash
# Runs the program as its users do, and compares what it says with what is expected, byte by byte.
#
#   tests/cli/run.sh --build DIR [--rewrite] [CASE...]
#
#   --build DIR   where isprofile and generate were built
#   --rewrite     writes what was said as what is expected; look at the difference before you commit
#
# A case is a folder: "cmd" is a piece of bash that runs in an empty folder of its own, with
# support.sh; "stdout", "stderr" and "status" are what is expected (nothing and 0 without them).
# A case whose cmd holds the line "# needs: database" gets a database that init and directory have
# made ready; "# needs: root" is left out for others. Starts a throw-away server for cases that need
# one, unless PGHOST is set.
# Ends with "cli: N passed, N failed, N left out".
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build="" rewrite=no
arguments=("$@")
while [ $# -gt 0 ]; do
    case $1 in
    --build)
        build=$(cd "$2" && pwd)
        shift 2
        ;;
    --rewrite)
        rewrite=yes
        shift
        ;;
    -*)
        sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0" >&2
        exit 64
        ;;
    *) break ;;
    esac
done
if [ ! -x "$build/isprofile" ] || [ ! -x "$build/generate" ]; then
    echo "cli: no isprofile and generate in \"$build\"; name the build folder with --build" >&2
    exit 64
fi
if [ $# -gt 0 ]; then
    cases=("$@")
else
    cases=()
    for folder in "$here"/*/; do
        cases+=("$(basename "$folder")")
    done
fi
with_database=no
for name in "${cases[@]}"; do
    if grep -q '^# needs: database' "$here/$name/cmd"; then
        with_database=yes
    fi
done
if [ "$with_database" = yes ] && [ -z "${PGHOST-}" ]; then
    exec "$root/scripts/localdb" run -- "$0" "${arguments[@]}"
fi

# Everybody may enter: some cases run as somebody without rights.
work=$(mktemp -d "${TMPDIR:-/tmp}/isprofile-cli.XXXXXX")
chmod 755 "$work"
trap 'rm -rf -- "$work"' EXIT
mkdir "$work/bin"
cp "$build/isprofile" "$build/generate" "$work/bin/"
export PATH=$work/bin:$PATH ROOT=$root FIXTURES=$root/fixtures SUPPORT=$here/support.sh
export LC_ALL=C.UTF-8 TZ=UTC TERM=dumb PGDATABASE=postgres
unset NO_COLOR
while IFS= read -r name; do
    unset "$name"
done < <(compgen -e ISPROFILE_ || true)

query() {
    psql -X -q -At -v ON_ERROR_STOP=1 "$@"
}

make_template() {
    query -c 'DROP DATABASE IF EXISTS cli_template' -c 'CREATE DATABASE cli_template' 2>/dev/null
    {
        PGDATABASE=cli_template isprofile init &&
            PGDATABASE=cli_template isprofile directory "$FIXTURES/directory.txt"
    } >"$work/init.log" 2>&1 || {
        cat "$work/init.log" >&2
        exit 1
    }
}

# What is no part of the case: where it ran, and who runs the tests.
clean() {
    sed -e "s|$work|WORK|g" -e "s|$root|ROOT|g" -e "s|${PGHOST:-a host of no name}|SOCKET|g" -e '/^isprofile: warning: .* which is not needed$/d'
}

# run_case NAME: leaves stdout, stderr and status in $work/got
run_case() {
    local folder=$work/cases/$1 status=0
    mkdir -p "$folder" "$work/got"
    if grep -q '^# needs: database' "$here/$1/cmd"; then
        query -c 'DROP DATABASE IF EXISTS cli_case' -c 'CREATE DATABASE cli_case TEMPLATE cli_template' \
            2>/dev/null
    fi
    (
        cd "$folder"
        export PGDATABASE=cli_case
        # shellcheck disable=SC2016
        exec timeout 120 bash -euo pipefail -c '. "$SUPPORT"; . "$1"' case "$here/$1/cmd"
    ) >"$work/got/stdout.raw" 2>"$work/got/stderr.raw" </dev/null || status=$?
    clean <"$work/got/stdout.raw" >"$work/got/stdout"
    clean <"$work/got/stderr.raw" >"$work/got/stderr"
    echo "$status" >"$work/got/status"
    chmod -R u+rwX "$folder"
    rm -rf -- "$folder"
}

# compare NAME: what is expected and not there is empty, or status 0
compare() {
    local name=$1 file expected same=yes
    for file in stdout stderr status; do
        expected=$here/$name/$file
        if [ ! -f "$expected" ]; then
            expected=$work/$file.default
        fi
        if ! diff -u --label "expected $name/$file" --label "got" "$expected" "$work/got/$file" \
            >"$work/got/$file.diff"; then
            same=no
            head -n 40 "$work/got/$file.diff"
        fi
    done
    [ "$same" = yes ]
}

rewrite_case() {
    local name=$1 file
    for file in stdout stderr status; do
        if cmp -s "$work/got/$file" "$work/$file.default"; then
            rm -f -- "$here/$name/$file"
        else
            cp "$work/got/$file" "$here/$name/$file"
        fi
    done
}

: >"$work/stdout.default"
: >"$work/stderr.default"
echo 0 >"$work/status.default"
[ "$with_database" = no ] || make_template
passed=0 failed=0 left_out=0
for name in "${cases[@]}"; do
    if grep -q '^# needs: root' "$here/$name/cmd" && [ "$(id -u)" != 0 ]; then
        echo "left out $name: needs root"
        left_out=$((left_out + 1))
        continue
    fi
    run_case "$name"
    [ "$rewrite" = no ] || rewrite_case "$name"
    if compare "$name"; then
        passed=$((passed + 1))
    else
        echo "FAILED $name"
        failed=$((failed + 1))
    fi
done
if [ "$with_database" = yes ]; then
    query -c 'DROP DATABASE IF EXISTS cli_case' -c 'DROP DATABASE IF EXISTS cli_template' 2>/dev/null
fi
echo "cli: $passed passed, $failed failed, $left_out left out"
[ "$failed" = 0 ]
