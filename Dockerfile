# The broker in an image of its own: from nothing, with a Java runtime that has only the modules it needs.
#
#   docker build -t travertine .        or        docker-compose up -d
#
# ROOT names another image to take the files from; config/image-root.sh explains what that is good for.
ARG ROOT=assembled

FROM maven:3.9-eclipse-temurin-25 AS build
RUN apt-get update && apt-get install -y --no-install-recommends busybox-static
WORKDIR /source
COPY . .
RUN mvn -q -B -ntp -DskipTests -Dspotless.check.skip=true -pl cli -am package
RUN JAVA_HOME=$(dirname "$(dirname "$(readlink -f "$(command -v jlink)")")") config/image-root.sh /image

FROM scratch AS assembled
COPY --from=build /image/ /

FROM ${ROOT}
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
