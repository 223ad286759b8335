#!/bin/sh
# Starts Redis with a user for each service that may touch its own keys and channels alone; nobody else is let in.
# The passwords come by the environment, and only their hashes are written.
set -eu
directory=${REDIS_DIRECTORY:-/run/redis}
prefix=${LIVE_PREFIX:-arena:}

hash_of() {
  printf '%s' "$1" | sha256sum | cut -d ' ' -f 1
}
# name, password, and what it may
user() {
  printf 'user %s on #%s %s\n' "$1" "$(hash_of "$2")" "$3"
}

usual='-@all +@connection +@pubsub +info'
live="resetkeys resetchannels &${prefix}live:*"
kept="~${prefix}cache:* ~${prefix}rate:* ~${prefix}sessions:* ~${prefix}apq:*"
values='+@read +@write +@scripting +@transaction +time -@dangerous +info'

mkdir -p "$directory"
umask 077
{
  echo 'user default off'
  user health "$REDIS_HEALTH_PASSWORD" '-@all +ping'
  user gateway "$GATEWAY_REDIS_PASSWORD" "resetkeys resetchannels $kept $usual $values"
  for service in tournaments tickets payments notifications; do
    name=$(echo "$service" | tr '[:lower:]' '[:upper:]')
    eval "password=\$${name}_REDIS_PASSWORD"
    user "$service" "$password" "$live $usual"
  done
  user streams "$STREAMS_REDIS_PASSWORD" "$live ~${prefix}presence:* $usual $values"
} > "$directory/users.acl"

# when memory is short, what is kept for a while only goes first, the longest unused before all
exec redis-server --aclfile "$directory/users.acl" --save '' --appendonly no \
  --maxmemory "${REDIS_MAXMEMORY:-256mb}" --maxmemory-policy volatile-lru --dir "$directory" "$@"
