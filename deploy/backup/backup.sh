#!/bin/sh
# Writes all that a subgraph's database holds at one moment into a file, while it is served from:
#
#   deploy/backup/backup.sh <database URL> <file>
#
# The URL leads to the database itself, not to a pool. The file appears once it is whole. It holds personal data
# and, of users, encrypted signing keys: store it encrypted, and KEY_ENCRYPTION_KEY elsewhere.
set -eu
[ $# -eq 2 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2; }
url=$1 file=$2
umask 077
partial="$file.partial"
trap 'rm -f "$partial"' EXIT
pg_dump --dbname="$url" --format=custom --no-owner --no-privileges --lock-wait-timeout=10000 --file="$partial"
# a backup that cannot be read is none
pg_restore --list "$partial" >/dev/null
mv "$partial" "$file"
