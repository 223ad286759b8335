#!/bin/sh
# Fills an empty database with what deploy/backup/backup.sh wrote, wholly or not at all:
#
#   deploy/backup/restore.sh <database URL> <file>
#
# The role of the URL owns all afterwards: take the one that migrates.
set -eu
[ $# -eq 2 ] || { sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2; }
url=$1 file=$2
tables=$(psql --dbname="$url" --no-psqlrc --tuples-only --no-align --command="
  select count(*) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')")
[ "$tables" -eq 0 ] || { echo "The database holds $tables tables already: restore into an empty one." >&2; exit 1; }
pg_restore --dbname="$url" --single-transaction --exit-on-error --no-owner --no-privileges "$file"
# plans are made by statistics, which are not part of the file
psql --dbname="$url" --no-psqlrc --quiet --command=analyze
