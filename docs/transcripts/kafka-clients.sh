#!/usr/bin/env bash
# Lets clients that others wrote talk to a running broker and keeps what was said, one transcript per client.
#
#   docs/transcripts/kafka-clients.sh HOST:PORT [console|kcat|kafkajs]...
#
# Without names, all of them. Fails when a command fails or a client does not get back what it sent.
# Needs Java and Maven for Kafka's own tools, node and npm for kafkajs, apt-get for kcat where that is not installed.
# What is downloaded is kept in ~/.cache/travertine-clients.
set -euo pipefail

if [ $# -lt 1 ]; then
    sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0"
    exit 2
fi
broker=$1
shift
clients=("$@")
[ ${#clients[@]} -gt 0 ] || clients=(console kcat kafkajs)

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/travertine-clients
run=t$(date +%s)
mkdir -p "$cache"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

KAFKA_TOOLS=4.3.1
KAFKAJS=2.2.4

# What differs from run to run, and from machine to machine, has a name in the transcript.
tidy() { sed -e "s#$broker#BROKER#g; s#$run#RUN#g; s#$cache#~/.cache/travertine-clients#g; s#$here#docs/transcripts#g"; }

say() { printf '%s\n' "$*" >>"$transcript"; }

# show COMMAND: runs it as it is printed, and keeps both.
show() {
    say "\$ $(tidy <<<"$1")"
    if ! (eval "$1") >"$work/out" 2>&1; then
        tidy <"$work/out" | tee -a "$transcript" >&2
        echo "failed: $1" >&2
        exit 1
    fi
    tidy <"$work/out" >>"$transcript"
    say ""
}

# expect TEXT: the last output must contain it.
expect() {
    if ! grep -qF -- "$1" "$work/out"; then
        echo "expected '$1' in:" >&2
        cat "$work/out" >&2
        exit 1
    fi
}

begin() {
    transcript=$here/$1.txt
    printf '%s\n\n' "$2" >"$transcript"
}

kafka_tools() {
    lib=$cache/kafka-tools-$KAFKA_TOOLS
    if [ ! -d "$lib" ]; then
        cat >"$work/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>transcripts</groupId><artifactId>kafka-tools</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka-tools</artifactId><version>$KAFKA_TOOLS</version></dependency>
  </dependencies>
</project>
POM
        mvn -q -B -ntp -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies \
            -DoutputDirectory="$lib.part" && mv "$lib.part" "$lib"
    fi
}

# tool CLASS ARGUMENTS...: one of Kafka's tools, under the name that Kafka's own scripts give it.
tool() { java -cp "$lib/*" "org.apache.kafka.tools.$1" "${@:2}" 2> >(grep -v -e SLF4J -e '^WARNING:' >&2); }
kafka-broker-api-versions() { tool BrokerApiVersionsCommand "$@"; }
kafka-topics() { tool TopicCommand "$@"; }
kafka-console-producer() { tool ConsoleProducer "$@"; }
kafka-console-consumer() { tool consumer.ConsoleConsumer "$@"; }
kafka-consumer-groups() { tool consumer.group.ConsumerGroupCommand "$@"; }
kafka-get-offsets() { tool GetOffsetShell "$@"; }
kafka-producer-perf-test() { tool ProducerPerformance "$@"; }
kafka-verifiable-producer() { tool VerifiableProducer "$@"; }
kafka-verifiable-consumer() { tool VerifiableConsumer "$@"; }

console() {
    kafka_tools
    begin console "Kafka's own tools, version $KAFKA_TOOLS."
    local at="--bootstrap-server $broker" topic=console-$run
    show "kafka-broker-api-versions $at"
    expect "Produce(0): 0 to 13"
    show "kafka-topics $at --create --topic $topic --partitions 3 --config retention.ms=600000"
    show "kafka-topics $at --describe --topic $topic"
    expect "PartitionCount: 3"
    show "printf 'k1:one\nk2:two\nk3:three\n' | kafka-console-producer $at --topic $topic --reader-property parse.key=true --reader-property key.separator=:"
    show "kafka-console-consumer $at --topic $topic --from-beginning --max-messages 3 --group $topic --formatter-property print.key=true"
    expect "three"
    show "kafka-console-consumer $at --topic $topic --from-beginning --max-messages 3 --group $topic-new --consumer-property group.protocol=consumer"
    expect "three"
    show "kafka-get-offsets $at --topic $topic --time -1"
    show "kafka-consumer-groups $at --describe --group $topic"
    expect "$topic"
    show "kafka-consumer-groups $at --list"
    expect "$topic-new"
    show "kafka-consumer-groups $at --group $topic --topic $topic --reset-offsets --to-earliest --execute"
    show "kafka-producer-perf-test --topic $topic --num-records 100000 --record-size 100 --throughput -1 --bootstrap-server $broker"
    expect "100000 records sent"
    show "kafka-verifiable-producer $at --topic $topic-verified --max-messages 1000 | tail -1"
    expect '"acked":1000'
    show "kafka-verifiable-consumer $at --topic $topic-verified --group-id $topic-verified --reset-policy earliest --max-messages 1000 | tail -1"
    show "kafka-topics $at --delete --topic $topic"
    show "kafka-topics $at --list"
}

kcat() { command kcat -X log_level=4 "$@"; }

kcat_client() {
    command -v kcat >/dev/null || apt-get install -y -qq kcat >"$work/apt" 2>&1 || { cat "$work/apt" >&2; exit 1; }
    begin kcat "kcat on $(command kcat -V | grep -o 'librdkafka [0-9.]*')"
    local topic=kcat-$run
    for codec in none gzip snappy lz4 zstd; do
        show "seq 1 1000 | kcat -b $broker -P -t $topic-$codec -z $codec"
        show "kcat -b $broker -C -t $topic-$codec -o beginning -e -q | sort -n | tail -1"
        expect 1000
    done
    show "printf 'a:1\nb:2\nc:\n' | kcat -b $broker -P -t $topic -K: -Z -H where=here -X enable.idempotence=true"
    show "kcat -b $broker -C -t $topic -o beginning -e -q -f '%o %k=%s (%S bytes) %h\n'"
    expect "0 a=1 (1 bytes) where=here"
    show "kcat -b $broker -C -t $topic -o -1 -e -q -f '%o %k\n'"
    show "kcat -b $broker -Q -t $topic:0:-1"
    show "kcat -b $broker -L -t $topic"
    expect "1 topics"
    show "timeout 20 kcat -b $broker -G $topic-group -e -q -X auto.offset.reset=earliest -f '%o %k\n' $topic"
    expect "2 c"
}

kafkajs() {
    if [ ! -d "$cache/kafkajs-$KAFKAJS" ]; then
        npm install --silent --no-audit --no-fund --prefix "$cache/kafkajs-$KAFKAJS.part" "kafkajs@$KAFKAJS"
        mv "$cache/kafkajs-$KAFKAJS.part" "$cache/kafkajs-$KAFKAJS"
    fi
    begin kafkajs "kafkajs $KAFKAJS on node $(node --version): docs/transcripts/kafkajs.cjs"
    show "KAFKAJS_NO_PARTITIONER_WARNING=1 NODE_PATH='$cache/kafkajs-$KAFKAJS/node_modules' node '$here/kafkajs.cjs' $broker kafkajs-$run"
    expect "all is well"
}

for client in "${clients[@]}"; do
    case $client in
        console) console ;;
        kcat) kcat_client ;;
        kafkajs) kafkajs ;;
        *) echo "unknown client '$client': console, kcat, kafkajs" >&2; exit 2 ;;
    esac
    echo "$client: $transcript"
done
