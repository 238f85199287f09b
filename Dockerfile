# The broker in an image of its own: a Java runtime with only the modules it needs, and nothing else but busybox for the
# health check. Build: docker build -t travertine .   Run: docker-compose up -d
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -q -B -ntp -DskipTests -Dspotless.check.skip=true -pl cli -am package
RUN jlink --strip-debug --no-header-files --no-man-pages --compress zip-6 --output /runtime --add-modules \
    java.base,java.compiler,java.instrument,java.logging,java.management,java.naming,java.net.http,java.rmi,java.scripting,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.crypto.ec,jdk.incubator.vector,jdk.jfr,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs
RUN apt-get update && apt-get install -y --no-install-recommends busybox-static
# What the runtime and the native codecs link to.
RUN mkdir -p /image/bin /image/tmp /image/data /image/etc && chmod 1777 /image/tmp \
    && cp /bin/busybox /image/bin/busybox && ln -s busybox /image/bin/sh && ln -s busybox /image/bin/wget \
    && for library in libc.so.6 libm.so.6 libdl.so.2 libpthread.so.0 librt.so.1 libz.so.1 libgcc_s.so.1 libstdc++.so.6 libresolv.so.2 libnss_dns.so.2 libnss_files.so.2; do \
         path=$(find /lib /usr/lib -name "$library" | head -n 1); \
         [ -z "$path" ] || { mkdir -p "/image$(dirname "$path")" && cp -L "$path" "/image$path"; }; \
       done \
    && loader=$(find /lib /lib64 /usr/lib -name 'ld-linux*.so.*' | head -n 1) \
    && interpreter=$(ldd /runtime/bin/java | sed -n 's/^[[:space:]]*\(\/[^ ]*ld-linux[^ ]*\).*/\1/p') \
    && mkdir -p "/image$(dirname "$interpreter")" && cp -L "$loader" "/image$interpreter" \
    && printf 'travertine:x:1000:1000::/data:/bin/sh\n' >/image/etc/passwd \
    && chown 1000:1000 /image/data

FROM scratch
COPY --from=build /image/ /
COPY --from=build /runtime /opt/java
COPY --from=build /source/cli/target/travertine/lib /opt/travertine/lib
COPY --from=build /source/config /opt/travertine/config
ENV PATH=/opt/java/bin:/bin \
    TRAVERTINE_DATA_DIRECTORY=/data \
    TRAVERTINE_KAFKA_HOST=0.0.0.0 \
    TRAVERTINE_HTTP_HOST=0.0.0.0 \
    TRAVERTINE_FLIGHT_HOST=0.0.0.0
USER 1000:1000
VOLUME /data
EXPOSE 9092 8080 32010
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/healthz"]
ENTRYPOINT ["java", "@/opt/travertine/config/jvm.options", "-XX:MaxRAMPercentage=50", "-Dtravertine.root=/opt/travertine", "-cp", "/opt/travertine/lib/cli.jar", "io.travertine.cli.Main"]
CMD ["server"]
