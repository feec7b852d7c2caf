# Two images of the same program: `app`, which has a health check, and `simulator`, for every other
# command of ./pipeline (topics, simulate, gateway, audit). Read by BuildKit and by its predecessor.
#
#   docker build --target app -t order-pipeline/app:local .
#
# BUILDER has Maven: then the sources are built. Has it none, what ./pipeline has built is taken:
#   docker build --target app --build-arg BUILDER=eclipse-temurin:25-jre -t order-pipeline/app:local .
ARG BUILDER=maven:3.9.11-eclipse-temurin-17

FROM ${BUILDER} AS build
WORKDIR /source
COPY . .
RUN if command -v mvn >/dev/null; then \
      rm -rf launcher/target \
      && mvn -B -q -Dmaven.test.skip=true -Dspotless.check.skip -Dexec.skip -pl launcher -am package; \
    elif ! [ -d launcher/target/lib ]; then \
      echo 'There is no Maven in this image, and nothing built in launcher/target: run ./pipeline --version first.' >&2; \
      exit 1; \
    fi
# Two layers: the libraries change seldom, our own jars with every build.
RUN mkdir -p /built/own && cp -r launcher/target/lib /built/lib \
    && mv /built/lib/*-SNAPSHOT.jar /built/own/ && cp launcher/target/launcher-*.jar /built/own/

FROM eclipse-temurin:25-jre AS base
RUN useradd --system --uid 10001 --user-group --home-dir /var/lib/pipeline --no-create-home \
      --shell /usr/sbin/nologin pipeline \
    && install -d -o pipeline -g pipeline /var/lib/pipeline
COPY --from=build /built/lib /opt/pipeline/lib
COPY --from=build /built/own /opt/pipeline/own
# State and ledgers; the only place besides /tmp that is written to. /tmp must allow execution: native
# libraries (RocksDB, compression) are unpacked there.
WORKDIR /var/lib/pipeline
VOLUME /var/lib/pipeline
USER 10001:10001

# Java is process 1, so SIGTERM reaches it and what is open is committed.
FROM base AS simulator
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", \
    "--enable-native-access=ALL-UNNAMED", \
    "-Dpipeline.home=/var/lib/pipeline", "-cp", "/opt/pipeline/own/*:/opt/pipeline/lib/*", \
    "io.orderpipeline.launcher.Main"]
CMD ["--help"]

# Half of the container's memory is heap; RocksDB, threads and buffers live in the other half.
FROM base AS app
COPY deploy/docker/healthy /opt/pipeline/healthy
ENV ORDER_PIPELINE_HTTP_HOST=0.0.0.0 \
    ORDER_PIPELINE_HTTP_PORT=8080 \
    ORDER_PIPELINE_STATE_DIR=/var/lib/pipeline/state
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=4s --start-period=180s --retries=6 CMD ["/opt/pipeline/healthy"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", \
    "-XX:MaxTenuringThreshold=5", "--enable-native-access=ALL-UNNAMED", \
    "-Dpipeline.home=/var/lib/pipeline", "-cp", "/opt/pipeline/own/*:/opt/pipeline/lib/*", \
    "io.orderpipeline.launcher.Main"]
CMD ["app"]
