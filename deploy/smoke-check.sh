#!/usr/bin/env bash
# Asks a platform that was just deployed for what anybody may ask: smoke-check.sh https://arena.example
set -euo pipefail
url=${1:?the address of the gateway}

answer=
for _ in $(seq 30); do
  if answer=$(curl --silent --show-error --fail --max-time 10 "$url/graphql" \
    --header 'content-type: application/json' --data '{"query": "{ games { id } }"}') &&
    [[ $answer == '{"data"'* && $answer != *'"errors"'* ]]; then
    echo "$url answers."
    exit 0
  fi
  sleep 5
done
echo "$url does not answer as it should: $answer" >&2
exit 1
