#!/bin/sh
# Fills an empty database with what deploy/backup/backup.sh wrote, wholly or not at all:
#
#   DATABASE_URL=... deploy/backup/restore.sh <file>
#
# The role of the URL owns all afterwards: take the one that migrates. In a database that deploy/postgres/roles.sql made,
# the application role may then read and write what it could before.
set -eu
[ $# -eq 1 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2; }
. "$(dirname "$0")/connection.sh"
file=$1
ask() {
  psql --dbname="$url" --no-psqlrc --quiet --tuples-only --no-align --command="$1"
}
tables=$(ask "select count(*) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')")
[ "$tables" -eq 0 ] || { echo "The database holds $tables tables already: restore into an empty one." >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
pg_restore --list "$file" > "$folder/all"
# roles.sql makes schemas before anything is in them, and what is there is not to be made
schemas=$(ask "select string_agg(nspname, '|') from pg_namespace where nspname ~ '^[a-z_]+$'")
grep -vE "^[0-9].* SCHEMA - ($schemas) " "$folder/all" > "$folder/contents"
pg_restore --dbname="$url" --single-transaction --exit-on-error --no-owner --no-privileges \
  --use-list="$folder/contents" "$file"
# plans are made by statistics, which are not part of the file; those of the server are not the role's to make
PGOPTIONS='-c client_min_messages=error' psql --dbname="$url" --no-psqlrc --quiet --command=analyze
