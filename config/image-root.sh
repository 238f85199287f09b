#!/usr/bin/env bash
# Assembles the file system of the container image in a new directory: a Java runtime with the modules that the broker needs,
# the libraries it links to, busybox for the health check, and Travertine as built in cli/target.
#
#   config/image-root.sh DIRECTORY        (needs a JDK 25 and busybox-static)
#
# The Dockerfile runs it in its build stage. Where no base image can be fetched, the same image comes from this machine's files,
# as config/check-compose.sh --local does it with any builder:
#
#   config/image-root.sh cli/target/image
#   tar -C cli/target/image -c . | docker import - travertine-root
#   DOCKER_BUILDKIT=1 docker build --build-arg ROOT=travertine-root -t travertine .
set -euo pipefail
cd "$(dirname "$0")/.."

readonly root=${1:?usage: config/image-root.sh DIRECTORY}
readonly modules=java.base,java.compiler,java.instrument,java.logging,java.management,java.naming,java.net.http,java.rmi,java.scripting,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.crypto.ec,jdk.jfr,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs

# Native codecs are unpacked from jars when they are first used, so that nothing here links to what they need.
readonly of_codecs="libstdc++.so.6 libgcc_s.so.1 libm.so.6 librt.so.1 libdl.so.2 libpthread.so.0"
readonly of_name_lookup="libresolv.so.2 libnss_files.so.2 libnss_dns.so.2"

fail() { echo "config/image-root.sh: $1" >&2; exit 1; }

find_jdk() {
  local home
  for home in "${TRAVERTINE_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/* "$HOME"/.sdkman/candidates/java/*; do
    if [ -x "$home/bin/jlink" ] && grep -q '^JAVA_VERSION="25' "$home/release" 2>/dev/null; then
      printf '%s' "$home"
      return
    fi
  done
  fail "needs a JDK 25 with jlink and found none; set JAVA_HOME to one"
}

[ ! -e "$root" ] || fail "$root exists already"
jdk=$(find_jdk)
[ -f cli/target/travertine/lib/cli.jar ] || fail "Travertine is not built: ./travertine --version"
busybox=$(command -v busybox) || fail "needs busybox: apt-get install busybox-static"

mkdir -p "$root"/{bin,etc,data,tmp,opt/travertine/config}
chmod 1777 "$root/tmp"

"$jdk/bin/jlink" --add-modules "$modules" --output "$root/opt/java" \
  --strip-debug --no-header-files --no-man-pages

copy_library() {
  mkdir -p "$root$(dirname "$1")"
  cp -nL "$1" "$root$1"
}
{
  find "$root/opt/java" -name '*.so' -o -name java -path '*/bin/*' | xargs -r ldd 2>/dev/null | grep -o '/[^ ]*\.so[^ ]*' | grep -v "^$(cd "$root" && pwd)"
  for name in $of_codecs $of_name_lookup; do
    ldconfig -p | awk -v name="$name" '$1 == name { print $NF; exit }'
  done
} | grep -v -E "/opt/java/|:$" | sort -u | while read -r library; do
  copy_library "$library"
done

cp "$busybox" "$root/bin/busybox"
for tool in sh wget ls cat; do ln -s busybox "$root/bin/$tool"; done
if ldd "$busybox" >/dev/null 2>&1; then
  fail "$busybox is linked dynamically; needs busybox-static"
fi

cp -r cli/target/travertine/lib "$root/opt/travertine/"
cp config/jvm.options config/travertine.yaml "$root/opt/travertine/config/"
echo 'travertine:x:1000:1000::/data:/bin/sh' >"$root/etc/passwd"
echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
# The container's user; whoever is not root cannot give it to him, and lets anybody write instead.
chown 1000:1000 "$root/data" 2>/dev/null || chmod 1777 "$root/data"
