#!/usr/bin/env bash
# Checks the image and docker-compose.yml: builds the image, starts a broker of it, goes through its published ports by Kafka, HTTP
# and SQL, restarts it, looks whether everything is still there, and takes all of it away again, image and volume included.
#
#   config/check-compose.sh           builds as the Dockerfile says, or from this tree's build where no base image can be fetched
#   config/check-compose.sh --local   from this tree's build in any case (needs a JDK 25 and busybox-static)
#
# Where there is no container engine it says so, and that is no failure. DOCKER_HOST names an engine, as for docker itself.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly name=travertine-check
readonly base=$(sed -n 's/^FROM \(maven:[^ ]*\) .*/\1/p' Dockerfile)
export TRAVERTINE_IMAGE=$name
export TRAVERTINE_KAFKA_PORT=${TRAVERTINE_KAFKA_PORT:-19092}
export TRAVERTINE_HTTP_PORT=${TRAVERTINE_HTTP_PORT:-18080}
readonly http=http://127.0.0.1:$TRAVERTINE_HTTP_PORT

step() { printf '\n== %s\n' "$1"; }
skip() { echo "not checked: $1"; exit 0; }
fail() { echo "config/check-compose.sh: $1" >&2; exit 1; }
expect() { grep -qF -- "$1" <<<"$2" || fail "expected $1 and got: $2"; echo "$2"; }

find_compose() {
  if docker compose version >/dev/null 2>&1; then
    compose=(docker compose -p "$name")
  elif command -v docker-compose >/dev/null; then
    compose=(docker-compose -p "$name")
  else
    skip "there is neither 'docker compose' nor 'docker-compose' here"
  fi
}

# The same image as the Dockerfile's, its files taken from this tree's build: works with any builder, and without a registry.
build_locally() {
  ./travertine --version
  root=$(mktemp -d)/root
  config/image-root.sh "$root"
  tar -C "$root" -c . | docker import - "$name-root" >/dev/null
  rm -rf "$(dirname "$root")"
  { echo "ARG ROOT=$name-root"; sed -n '/^FROM \${ROOT}/,$p' Dockerfile; } | docker build -q -t "$name" -
}

wait_until_healthy() {
  local container health=
  container=$("${compose[@]}" ps -q travertine)
  for _ in $(seq 120); do
    health=$(docker inspect -f '{{.State.Health.Status}}' "$container")
    [ "$health" = healthy ] && return
    sleep 0.5
  done
  "${compose[@]}" logs --tail 50
  fail "the container is $health after a minute"
}

clean_up() {
  step "clean up"
  "${compose[@]}" down -v --remove-orphans || true
  docker image rm -f "$name" "$name-root" >/dev/null 2>&1 || true
}

post() { curl -sS --fail-with-body -H "Content-Type: application/$1" --data-binary "$2" "$http$3"; }

ask() {
  expect '[["hello"],["hallo"]]' "$(post json '{"sql":"SELECT greeting FROM greetings ORDER BY _offset"}' /v1/sql)"
  expect '{"greeting":"hallo"}' "$(./travertine consume greetings --http "$http")"
}

command -v docker >/dev/null || skip "there is no 'docker' here"
command -v curl >/dev/null || fail "needs curl"
find_compose

step "docker-compose.yml"
"${compose[@]}" config >/dev/null
echo "valid for $("${compose[@]}" version --short)"
docker info >/dev/null 2>&1 || skip "no container engine answers at ${DOCKER_HOST:-the default address}"

trap clean_up EXIT
step "image"
if [ "${1:-}" != --local ] && docker pull -q "$base" 2>/dev/null; then
  docker build -q -t "$name" .
else
  [ "${1:-}" = --local ] || echo "$base cannot be fetched: the image's files come from this tree's build"
  build_locally
fi
docker image inspect -f '{{.Size}}' "$name" | awk '{ printf "%.0f MB\n", $1 / 1e6 }'

step "start"
"${compose[@]}" up -d --no-build
wait_until_healthy
docker stats --no-stream --format 'memory {{.MemUsage}}' "$("${compose[@]}" ps -q travertine)"

step "produce, consume and ask through the published ports"
./travertine topic create greetings --http "$http"
expect '"count":1' "$(post x-ndjson '{"greeting":"hello"}' /v1/topics/greetings/records)"
echo '{"greeting":"hallo"}' | ./travertine produce greetings --lines text --http "$http"
ask

step "each codec"
for codec in none gzip snappy lz4 zstd; do
  ./travertine bench --records 2000 --compression "$codec" --format csv --http "$http" | grep '^produce'
done

step "restart"
"${compose[@]}" restart
wait_until_healthy
ask

step "stop"
if "${compose[@]}" logs --no-color 2>/dev/null | grep -E ' ERROR |NoClassDefFoundError|UnsatisfiedLinkError'; then
  fail "the broker's log has errors, see above; a missing class may want a module in config/image-root.sh"
fi
"${compose[@]}" stop
code=$(docker inspect -f '{{.State.ExitCode}}' "$("${compose[@]}" ps -aq travertine)")
[ "$code" = 0 ] || fail "the broker ended with exit code $code"
echo "exit code 0"
