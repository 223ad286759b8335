#!/usr/bin/env bash
# Has Render run an image as a service, and waits until it does: render-deploy.sh <deploy hook> <image>
# The hook is https://api.render.com/deploy/srv-...?key=...; RENDER_API_KEY is asked for how it goes.
set -euo pipefail
hook=${1:?the deploy hook}
image=${2:?the image}
: "${RENDER_API_KEY:?}"

service=${hook#*/deploy/}
service=${service%%\?*}
deploy=$(curl --silent --show-error --fail --max-time 30 --request POST --get "$hook" --data-urlencode "imgURL=$image" |
  jq --raw-output '.deploy.id')

for _ in $(seq 60); do
  # a deployment goes on though one look at it fails
  status=$(curl --silent --show-error --fail --max-time 30 --retry 4 --retry-all-errors \
    --header @<(printf 'authorization: Bearer %s\n' "$RENDER_API_KEY") \
    "https://api.render.com/v1/services/$service/deploys/$deploy" | jq --raw-output '.status')
  case $status in
    live) echo "$service runs $image."; exit 0 ;;
    *failed | canceled | deactivated) echo "$service: $status" >&2; exit 1 ;;
  esac
  sleep 10
done
echo "$service is not live after ten minutes: $status" >&2
exit 1
