#!/usr/bin/env bash
# Masks small invented states, then tries to work out what the masks hide. Needs no database.
#
#   tests/attack/run.sh --build DIR [--seeds FIRST LAST] [--pupils N] [--districts N] [--all]
#
# Each state is published, corrected in some districts, and published again after its earlier release.
# --all lets stronger attackers follow and tells what they find.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
build=$root/build first=1 last=8 pupils=500 districts=6 all=()
while [ $# -gt 0 ]; do
    case $1 in
        --build) build=$(cd "$2" && pwd) && shift 2 ;;
        --seeds) first=$2 last=$3 && shift 3 ;;
        --pupils) pupils=$2 && shift 2 ;;
        --districts) districts=$2 && shift 2 ;;
        --all) all=(--all) && shift ;;
        *) echo "run.sh: what is $1?" >&2 && exit 64 ;;
    esac
done
categories=$root/transform/reference/reporting_category.csv
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

mask() {
    "$build/tests/suppress_file" "$categories" "$@" >mask.txt 2>&1
}

attack() {
    "$build/tests/attack" "${all[@]}" "$categories" "$@"
}

# An attacker that finds nothing in a mask of small counts alone is none.
primary_only() {
    awk -F, -v OFS=, '
        function small(count) { return count >= 1 && count <= 10 }
        NR > 1 {
            hides = $12 <= 10
            for (i = 13; i <= 18; i++)
                figure[i] = $i
            for (i = 13; i <= 18; i++) {
                base = i <= 15 ? $12 : $15
                if (i != 17 && (hides || small($i) || small(base - $i)))
                    figure[i] = "*"
            }
            if (figure[15] == "*")
                figure[16] = figure[18] = "*"
            if (figure[16] == "*")
                figure[17] = "*"
            for (i = 13; i <= 18; i++)
                $i = figure[i]
            if (hides)
                $12 = "*"
        }
        {print}' "$1"
}

failures=0 published=0
for ((seed = first; seed <= last; seed++)); do
    rm -rf made out again
    python3 -B "$root/tests/attack/invent.py" --seed "$seed" --categories "$categories" --output made \
        --pupils "$pupils" --districts "$districts"
    # Where nothing is left to hide there is no profile: status 65.
    mask made/earlier.csv out || { [ $? = 65 ] && continue || cat mask.txt && exit 1; }
    published=$((published + 1))
    echo "-- seed $seed"
    attack out/profile.csv made/earlier.csv || failures=$((failures + 1))
    mask made/now.csv again out/profile.csv || { [ $? = 65 ] && continue || cat mask.txt && exit 1; }
    echo "-- seed $seed, after an earlier release"
    attack again/profile.csv made/now.csv out/profile.csv made/earlier.csv || failures=$((failures + 1))
    primary_only made/now.csv >primary.csv
    if attack primary.csv made/now.csv 2>/dev/null | grep -q ' 0 with one value'; then
        echo "a mask of small counts alone was not seen through"
        failures=$((failures + 1))
    fi
done
echo "$published states published, $failures failures"
[ "$failures" = 0 ] && [ "$published" -gt $(((last - first) / 2)) ]
