#!/bin/sh
# Writes all that a subgraph's database holds at one moment into a file, while it is served from:
#
#   DATABASE_URL=... deploy/backup/backup.sh <file>
#
# The URL leads to the database itself, not to a pool. The file appears once it is whole. It holds personal data
# and, of users, encrypted signing keys: store it encrypted, and KEY_ENCRYPTION_KEY elsewhere.
set -eu
[ $# -eq 1 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2; }
. "$(dirname "$0")/connection.sh"
file=$1
umask 077
partial=$(mktemp "$file.XXXXXX")
trap 'rm -f "$partial"' EXIT
# a shell that is ended by a signal may leave without the above
trap 'exit 1' HUP INT TERM
pg_dump --dbname="$url" --format=custom --no-owner --no-privileges --lock-wait-timeout=10000 --file="$partial"
# a backup that cannot be read to its end is none
pg_restore --file=/dev/null "$partial"
mv "$partial" "$file"
