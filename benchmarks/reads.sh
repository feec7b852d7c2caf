#!/usr/bin/env bash
# Point reads over HTTP on one instance, without and with commands flowing: latency and rate, as wrk sees them.
# Needs wrk (Debian: apt-get install wrk). Starts a stack and an app of its own on 127.0.0.1 and stops them again.
#   benchmarks/reads.sh [SECONDS] [COMMANDS_PER_SECOND] [CONNECTIONS] [WARM_UP_SECONDS]
set -euo pipefail
cd "$(dirname "$0")/.."

readonly seconds=${1:-20} rate=${2:-2000} connections=${3:-8} warm=${4:-90}
readonly orders=2000 url=http://127.0.0.1:8080
work=$(mktemp -d)
readonly work

command -v wrk >/dev/null || { echo "reads.sh: needs wrk (Debian: apt-get install wrk)" >&2; exit 3; }

finish() {
    [[ -z ${traffic:-} ]] || kill "$traffic" 2>/dev/null || true
    [[ -z ${app:-} ]] || kill "$app" 2>/dev/null || true
    wait 2>/dev/null || true
    ./pipeline down --delete >/dev/null
    rm -rf "$work"
}
trap finish EXIT

# Asks for one of the orders that are there, each as likely as the others.
cat >"$work/reads.lua" <<LUA
math.randomseed(os.time())
request = function() return wrk.format("GET", "/orders/o-7-" .. math.random(0, $orders - 1)) end
LUA

measure() {
    wrk -t1 -c"$connections" -d"$1s" --latency -s "$work/reads.lua" "$url" >"$work/wrk.txt"
    awk -v what="$2" '
        /50%/ { p50 = $2 } /99%/ { p99 = $2 } /Requests\/sec/ { rate = $2 } /Non-2xx/ { bad = $NF }
        END { printf "%-34s %10.0f requests/s   p50 %9s   p99 %9s   not 2xx: %d\n", what, rate, p50, p99, bad }' "$work/wrk.txt"
}

# How many commands the simulator has had answered so far, as its progress line says.
acknowledged() { tr '\r' '\n' <"$work/traffic.txt" | sed -n 's/^sending: \([0-9,]*\) .*/\1/p' | tail -n 1 | tr -d ,; }

./pipeline up >/dev/null
./pipeline app --state-dir "$work/state" >"$work/app.log" 2>&1 &
app=$!
until curl -sf -o /dev/null "$url/health/ready"; do
    kill -0 "$app" || { cat "$work/app.log" >&2; exit 1; }
    sleep 0.5
done
./pipeline simulate --orders "$orders" --scenario calm --seed 7 --rate 0 --ledger "$work/first.jsonl" >/dev/null

# Everything runs for a while before it counts: three Java processes compile themselves on these processors.
./pipeline simulate --orders $((rate * (seconds + warm + 30) / 3)) --scenario calm --seed 8 --rate "$rate" --settle 0 \
    --ledger "$work/traffic.jsonl" >"$work/traffic.txt" 2>&1 &
traffic=$!
measure "$warm" "(warm-up)" >/dev/null
before=$(acknowledged) began=$(date +%s%N)
measure "$seconds" "reads beside commands"
printf '%-34s %10d commands/s settled, %d asked for\n' "" \
    $((($(acknowledged) - before) * 1000000000 / ($(date +%s%N) - began))) "$rate"
kill "$traffic"
wait "$traffic" || true
traffic=""
measure "$seconds" "reads alone"
