package dev.sild.compose.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.report.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients of a registry of Spring Cloud get the variable that lets them register their address. */
class RegisteredNamesTest {
    private static final String ADDRESS =
            "environment: {EUREKA_CLIENT_SERVICEURL_DEFAULTZONE: 'http://registry:8761/eureka'}";

    @TempDir
    Path folder;

    @Test
    void imagesOfLanguagesAndApplicationServersMayBeClients() throws Exception {
        Files.createDirectories(folder.resolve("a"));
        Files.writeString(folder.resolve("a/Dockerfile"), "FROM eclipse-temurin:17\nCMD [\"/app/start.sh\"]\n");
        assertThat(clients(
                        "a: {build: ./a, " + ADDRESS + "}",
                        "b: {image: 'tomcat:9', " + ADDRESS + "}",
                        "c: {image: 'maven:3.9', command: mvn spring-boot:run, " + ADDRESS + "}"))
                .containsExactly("a", "b", "c");
    }

    @Test
    void aServerWithASharedFileOfVariablesIsNone() throws Exception {
        Files.writeString(
                folder.resolve("shared.env"), "EUREKA_CLIENT_SERVICEURL_DEFAULTZONE=http://registry:8761/eureka\n");
        assertThat(clients(
                        "app: {image: 'tomcat:9', env_file: shared.env}",
                        "db: {image: 'postgres:17', env_file: shared.env}"))
                .containsExactly("app");
    }

    @Test
    void theNamesOfAClientsImageOrFolderMakeItNoServer() throws Exception {
        Path project = Files.createDirectories(folder.resolve("spring-eureka"));
        Files.createDirectories(project.resolve("orders"));
        Files.writeString(project.resolve("orders/Dockerfile"), "FROM eclipse-temurin:17\nCMD [\"java\"]\n");
        folder = project;
        assertThat(clients(
                        "orders: {build: ./orders, " + ADDRESS + "}",
                        "stock: {image: 'acme/eureka-stock-service:1', " + ADDRESS + "}"))
                .containsExactly("orders", "stock");
    }

    @Test
    void settingsOfProfilesThatAreNotActiveDecideNothing() throws Exception {
        Path settings = Files.createDirectories(folder.resolve("a/src/main/resources"));
        Files.writeString(folder.resolve("a/Dockerfile"), "FROM eclipse-temurin:17\nCMD [\"java\"]\n");
        Files.writeString(folder.resolve("a/pom.xml"), "<artifactId>spring-cloud-starter-netflix-eureka-client</>");
        Files.writeString(settings.resolve("application.yml"), "spring.application.name: a\n");
        Files.writeString(
                settings.resolve("application-local.yml"), "eureka:\n  instance:\n    prefer-ip-address: true\n");
        String prod = ADDRESS.replace("}", ", SPRING_PROFILES_ACTIVE: 'prod,docker'}");
        assertThat(clients("a: {build: ./a, " + prod + "}")).containsExactly("a");
        assertThat(clients("a: {build: ./a, " + prod.replace("docker", "local") + "}"))
                .isEmpty();
        assertThat(clients("a: {build: ./a, " + ADDRESS + "}")).containsExactly("a");
    }

    @Test
    void aServerMayNameItself() throws Exception {
        assertThat(clients("eureka: {image: 'acme/x:1', environment: {EUREKA_CLIENT_SERVICEURL_DEFAULTZONE: "
                        + "'http://localhost:8761/eureka'}}"))
                .isEmpty();
    }

    private List<String> clients(String... services) throws Exception {
        TranslatedProject project = TranslatedProject.of(
                folder, "services:\n  registry: {image: acme/registry:1}\n  " + String.join("\n  ", services) + "\n");
        return project.reasons(Code.VARIABLE_ADDED).stream()
                .map(message -> message.substring(1, message.indexOf('\'', 1)))
                .sorted()
                .toList();
    }
}
