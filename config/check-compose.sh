#!/usr/bin/env bash
# Checks docker-compose.yml with whatever compose there is; where an engine answers, builds the image, starts it, asks it
# something, and takes all of it away again, volume included.
set -euo pipefail
cd "$(dirname "$0")/.."

if docker compose version >/dev/null 2>&1; then
  compose=(docker compose)
elif command -v docker-compose >/dev/null; then
  compose=(docker-compose)
else
  echo "there is neither 'docker compose' nor 'docker-compose' here" >&2
  exit 1
fi
compose+=(-p travertine-check)

"${compose[@]}" config >/dev/null
echo "docker-compose.yml is valid for $("${compose[@]}" version --short)"

if ! docker info >/dev/null 2>&1; then
  echo "no container engine answers: not started"
  exit 0
fi

trap '"${compose[@]}" down -v' EXIT
"${compose[@]}" up -d --build
container=$("${compose[@]}" ps -q travertine)
for _ in $(seq 60); do
  health=$(docker inspect -f '{{.State.Health.Status}}' "$container")
  [ "$health" = healthy ] && break
  sleep 1
done
echo "health: $health"
[ "$health" = healthy ] || { docker logs "$container"; exit 1; }

docker exec "$container" sh -c 'printf "{\"greeting\":\"hello\"}\n" >/tmp/in.ndjson &&
  wget -q -O - --header "Content-Type: application/x-ndjson" --post-file /tmp/in.ndjson http://127.0.0.1:8080/v1/topics/greetings/records'
echo
docker exec "$container" wget -q -O - --header "Content-Type: application/json" \
  --post-data '{"sql":"SELECT greeting FROM greetings"}' http://127.0.0.1:8080/v1/sql | grep hello
echo
