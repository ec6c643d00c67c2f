package dev.sild.layout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A project with variables in every place that a chart can ask for. */
abstract class ChartVariablesCase {
    static final String EVERYWHERE = """
      name: shop
      services:
        web:
          image: example/web:${TAG:-1.27}
          ports: ["${OUTSIDE:-8080}:80", "${ADMIN:-9000}:${ADMIN:-9000}"]
          mem_limit: ${MEM:-512m}
          cpus: ${CPUS:-0.5}
          environment:
            LEVEL: ${LEVEL:-info}
            SIZE_TOO: ${MEM:-512m}
            DB_PASSWORD: ${DB_PASSWORD:-geheim}
            DB_URL: postgres://app:${DB_PASSWORD:-geheim}@db:${DB_PORT:-5432}/app
          labels: {team: "of ${TEAM:-blue}"}
          healthcheck: {test: ["CMD", "curl", "-f", "http://localhost:${ADMIN:-9000}/"], interval: "${EVERY:-1m30s}"}
          configs: [{source: settings, target: /etc/settings.conf}]
          secrets: [key]
          volumes: ["data:/data"]
          user: "${OWNER:-1000}:${GROUP:-1001}"
          deploy: {replicas: "${COPIES:-2}"}
          x-sild: {host: "${HOST:-shop.example.com}"}
        job:
          image: example/web:${TAG:-1.27}
          restart: "no"
          working_dir: ${FOLDER:-/srv}
          mem_limit: ${JOB_MEM:-64m}
      configs:
        settings: {content: "level=${LEVEL:-info} {{ not ours }}\\n"}
      secrets:
        key: {environment: API_KEY}
      volumes:
        data: {x-sild: {class: "${CLASS:-fast}", size: "${SIZE:-3Gi}"}}
      """;

    @TempDir
    Path project;

    @TempDir
    Path chart;

    Fixture shop;

    @BeforeEach
    void writeTheProject() throws IOException {
        Files.writeString(project.resolve("compose.yaml"), EVERYWHERE);
        shop = new Fixture("shop", project, Map.of("API_KEY", "schluessel"), List.of("--expose", "ingress"));
    }

    void web(String attributes) throws IOException {
        Files.writeString(
                project.resolve("compose.yaml"),
                "name: shop\nservices:\n  web:\n    image: example/web:1\n" + attributes);
    }

    String template(String values) {
        return WrittenChart.template(chart, values);
    }
}
