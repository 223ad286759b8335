#!/bin/sh
# Makes the database and the roles of each subgraph, as a job before their migrations: see roles.sql. The server and who
# makes them are named as psql reads them, by PGHOST, PGUSER, PGPASSWORD and so on.
set -eu
here=$(dirname "$0")

for subgraph in users tournaments tickets payments streams notifications; do
  name=$(echo "$subgraph" | tr '[:lower:]' '[:upper:]')
  eval "export OWNER_PASSWORD=\$${name}_OWNER_PASSWORD APPLICATION_PASSWORD=\$${name}_DATABASE_PASSWORD"
  psql --no-psqlrc --dbname "${PGDATABASE:-postgres}" --set database="arena_$subgraph" --file "$here/roles.sql"
  echo "arena_$subgraph is there."
done
