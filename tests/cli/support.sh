# What the cases share. Sourced by each, in its own empty folder.
# shellcheck shell=bash

# As everybody sees it: the day that the fixtures were made for.
export ISPROFILE_AS_OF=2024-09-01

# Where the case itself speaks, wherever the output of a command of it goes.
exec {case_stdout}>&1

# expect STATUS COMMAND...: runs it, and says so when it ended with another status
expect() {
    local expected=$1 status=0
    shift
    "$@" {case_stdout}>&- || status=$?
    [ "$status" = "$expected" ] ||
        echo "status $status instead of $expected: $*" >&"$case_stdout"
}

# verdict FILE [OPTION]...: the status of a check and its first sentences
verdict() {
    local status=0
    isprofile check "$@" >out || status=$?
    echo "-- ${1##*/}: $status"
    sed '/^$/,$d' out
    rm out
}

# What stands in the database: each current submission, and the rows of SENR.
standing() {
    psql -X -q -At -F ' ' <<'SQL'
SELECT lea_code, extract, academic_year, rows_loaded, left(sha256, 8)
  FROM isprofile.submission_current ORDER BY 1, 2, 3;
SELECT 'rows of senr', count(*) FROM isprofile.senr;
SQL
}

# What the ledger holds, in the order in which it came about.
ledger() {
    psql -X -q -At -F ' ' -c "SELECT lea_code, extract, academic_year, verdict, rows_read, rows_loaded,
        rows_rejected, rows_withheld FROM isprofile.submission ORDER BY submission_id"
}

# unprivileged COMMAND...: as somebody who owns nothing here
unprivileged() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid 65534 --regid 65534 --clear-groups "$@"
    else
        "$@"
    fi
}

# inbox: the clean set of one LEA in an inbox folder
inbox() {
    mkdir -p inbox/0199999
    cp "$FIXTURES"/clean/*.csv inbox/0199999/
}

# senr COUNT [FIRST]: a SENR file of so many good rows without a quote, every row another pupil
senr() {
    head -n 1 "$FIXTURES/clean/SENR.csv"
    sed -n '2s/"[^,]*,[^,]*"//p' "$FIXTURES/clean/SENR.csv" |
        awk -v count="$1" -v first="${2-1}" '{
            # The number makes the SSID and the name.
            split($0, parts, /9900000001|Núñez/)
            for (i = first; i < first + count; i++)
                print parts[1] sprintf("99%08d", i) parts[2] "Núñez" i parts[3] }'
}

# wait_for COMMAND...: until it succeeds, for half a minute at most
wait_for() {
    local tries
    for ((tries = 0; tries < 300; tries++)); do
        ! "$@" >/dev/null 2>&1 || return 0
        sleep 0.1
    done
    echo "waited in vain: $*"
    return 1
}

# loading: true while a run sends rows
loading() {
    [ "$(psql -X -q -At -c "SELECT count(*) FROM pg_stat_progress_copy WHERE datname = current_database()")" != 0 ]
}

# waiting N M: true while N sessions wait for a lock and M hold one on the ledger's table
waiting() {
    [ "$(psql -X -q -At -c "
        SELECT count(*) FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock'
        UNION ALL
        SELECT count(*) FROM pg_locks
         WHERE relation = 'isprofile.submission'::regclass AND mode = 'ShareLock' AND granted")" = "$1
$2" ]
}
