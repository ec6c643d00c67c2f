# Sild in one image: `operator` is what helm/sild runs, and everything else is the command line.
#
#   docker build -t localhost/sild:0.1.0 .
#   docker run --rm -v "$PWD:/work" --user "$(id -u)" localhost/sild:0.1.0 convert -o k8s/
#
# The digests of the base images decide; the tags only tell readers what they are. docs/supply-chain.md says how to
# update them. Another base: --build-arg JRE=… The digests are those of all platforms: docs/install.md builds for several.
ARG VERSION=0.1.0-SNAPSHOT
ARG JDK=docker.io/library/eclipse-temurin:25.0.4_7-jdk-noble@sha256:534968c051301957beae735e7ba1db54d99ddecf08746d3b9d4f318cc132dbc3
ARG JRE=docker.io/library/eclipse-temurin:25.0.4_7-jre-noble@sha256:b4c93a50fc67612798db73d68ca3b0ee4ebdd51736e59cca370e689b9797037e

FROM ${JDK} AS build
WORKDIR /sild
COPY mvnw pom.xml LICENSE NOTICE ./
COPY .mvn .mvn
COPY crds crds
COPY helm/sild/dashboards helm/sild/dashboards
COPY src/build src/build
COPY src/main src/main
# More arguments for Maven, such as those that name a mirror.
ARG MAVEN_ARGS=
ARG VERSION
RUN ./mvnw -B -ntp -Drevision=${VERSION} -Dmaven.test.skip=true package

# Class archives, of this very JVM and these very jars: what runs later cannot write. The launcher makes the command
# line's at its first run. The operator's is that of a start which finds no cluster: by then it has loaded nearly all.
FROM ${JRE} AS trained
WORKDIR /opt/sild
COPY --from=build /sild/target/sild-*.jar target/
COPY --from=build /sild/target/sild-*.cdx.json sbom/
COPY sild LICENSE NOTICE ./
COPY src/main/training src/main/training
RUN ./sild --version && rm -r src && ls target/launch/*.aot
RUN KUBECONFIG=/nowhere SILD_LEADER_ELECTION_ENABLED=false \
    SILD_JAVA_OPTS='-XX:AOTCacheOutput=/opt/sild/target/launch/operator.aot -Xlog:disable' \
    timeout 20 ./sild operator; ls target/launch/operator.aot

FROM ${JRE}
ARG VERSION
LABEL org.opencontainers.image.title="sild" \
      org.opencontainers.image.description="Carries applications described the container way across to Kubernetes" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=trained /opt/sild /opt/sild
RUN ln -s /opt/sild/sild /usr/local/bin/sild
# The project to convert is mounted here.
WORKDIR /work
USER 65532:65532
EXPOSE 8080
ENTRYPOINT ["/opt/sild/sild"]
