#!/usr/bin/env bash
# A PostgreSQL of the benchmark's own, in a folder under /tmp, on 127.0.0.1, with nothing kept when it stops.
#   benchmarks/postgres.sh install                       Debian's package, without the cluster that comes with it
#   benchmarks/postgres.sh start FOLDER PORT [KEY=VALUE…]
#   benchmarks/postgres.sh stop FOLDER
# PostgreSQL refuses to run as root: root hands over to the user postgres.
set -euo pipefail

fail() {
    printf 'postgres.sh: %s\n' "$*" >&2
    exit 3
}

as_postgres() {
    if ((EUID == 0)); then runuser -u postgres -- "$@"; else "$@"; fi
}

# The newest one that is installed.
programs() {
    local found
    found=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
    [[ -n $found ]] || fail "there is no PostgreSQL: benchmarks/postgres.sh install (Debian: apt-get install postgresql)"
    printf '%s\n' "$found"
}

install_package() {
    ((EUID == 0)) || fail "install needs root: apt-get install postgresql"
    mkdir -p /etc/postgresql-common
    grep -qs '^create_main_cluster' /etc/postgresql-common/createcluster.conf ||
        echo 'create_main_cluster = false' >>/etc/postgresql-common/createcluster.conf
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql
}

start() {
    local folder=$1 port=$2 bin setting
    shift 2
    bin=$(programs)
    mkdir -p "$folder"
    ((EUID != 0)) || chown postgres: "$folder"
    cd "$folder"
    as_postgres "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C --no-instructions >/dev/null
    {
        echo "listen_addresses = '127.0.0.1'"
        echo "port = $port"
        echo "unix_socket_directories = ''"
        for setting in "$@"; do echo "${setting%%=*} = '${setting#*=}'"; done
    } >>"$folder/data/postgresql.conf"
    as_postgres "$bin/pg_ctl" -D "$folder/data" -l "$folder/data/log" -w -t 60 start >/dev/null ||
        fail "it did not start: $(tail -n 5 "$folder/data/log")"
}

stop() {
    local folder=$1
    [[ -d $folder/data ]] || return 0
    cd /
    as_postgres "$(programs)/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}

case ${1:-} in
    install) install_package ;;
    start) (($# >= 3)) || fail "start FOLDER PORT [KEY=VALUE…]"; start "${@:2}" ;;
    stop) (($# == 2)) || fail "stop FOLDER"; stop "$2" ;;
    bin) programs ;;
    *) sed -n '2,6s/^# //p' "$0"; exit 2 ;;
esac
