package dev.sild.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.convert.ConvertRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A project that is refused shows no value of a secret name in any form of the report, whatever is wrong with it. */
@Tag("executable")
class HiddenValuesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "services:\n  web:\n    image: x\n  DB_PASSWORD: VALUE\n",
                "services:\n  web:\n    image: x\n    DB_PASSWORD: VALUE\n",
                "services:\n  web:\n    image: x\nDB_PASSWORD: VALUE\n",
                "services:\n  web:\n    image: x\n    environment:\n      - DB_PASSWORD: VALUE\n",
                "services:\n  web:\n    image: x\n    environment:\n      db_password:\n        - VALUE\n",
                "services:\n  web:\n    image: x\n    environment:\n    DB_PASSWORD: VALUE\n",
                "services:\n  web:\n    image: x\n    environment: DB_PASSWORD=VALUE\n",
                "services:\n  web:\n    image: x\n    environment: {DB_PASSWORD: *VALUE}\n",
                "services:\n  web:\n    image: x\n    environment:\n      DB_PASSWORD: *VALUE\n",
                "services:\n  web:\n    image: x\n    environment:\n      DB_PASSWORD: !VALUE x\n",
                "services:\n  web:\n    image: x\n    environment:\n      DB_PASSWORD: \"VALUE\n      A: b\n",
                "services:\n  web:\n    image: x\n    ports: [{db_password: VALUE}]\n",
                "services:\n  web:\n    image: x\n    build: {args: [{api-token: VALUE}]}\n",
                "services:\n  web:\n    image: x\n    deploy:\n      DB_PASSWORD: VALUE\n",
                "x-sild: {DB_PASSWORD: VALUE}\nservices: {web: {image: x}}\n",
                "volumes: {db_password: VALUE}\nservices: {web: {image: x}}\n",
                "secrets:\n  db_password: VALUE\nservices: {web: {image: x}}\n",
                "services:\n  web:\n    image: x\n    environment:\n      DB_PASSWORD: VALUE\n      DB_PASSWORD: VALUE\n"
            })
    void refusedProjectShowsNoValueOfASecretName(String project) throws IOException {
        for (String value : List.of("s3cr3tLEAK", "hunter")) {
            Files.writeString(folder.resolve("compose.yaml"), project.replace("VALUE", value));
            for (String form : List.of("text", "json", "sarif")) {
                ConvertRun refused = ConvertRun.run(folder, Map.of(), "", List.of("--report", form));
                assertThat(refused.err()).as(form).doesNotContainIgnoringCase(value);
                assertThat(refused.out()).doesNotContain(value);
            }
        }
    }

    /** The message is for the user who has not set the variable; it is not a value. */
    @ParameterizedTest
    @ValueSource(
            strings = {"${DB_PASSWORD:?set it in .env, see README}", "\"${DB_PASSWORD?set it in .env, see README}\""})
    void theMessageOfARequiredVariableIsShown(String value) throws IOException {
        Files.writeString(
                folder.resolve("compose.yaml"),
                "services:\n  web:\n    image: x\n    environment:\n      PGPASSWORD: " + value + "\n");
        assertThat(ConvertRun.run(folder).err()).contains(": set it in .env, see README; ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "API_TOKEN=\"s3cr3tLEAK\n",
                "API_TOKEN=s3cr3tLEAK\n=x\n",
                "A B API_TOKEN=s3cr3tLEAK\n",
                "API_TOKEN=${s3cr3tLEAK\n"
            })
    void refusedEnvFileShowsNone(String variables) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), "services: {web: {image: \"x:${API_TOKEN}\"}}\n");
        Files.writeString(folder.resolve(".env"), variables);
        assertThat(ConvertRun.run(folder).err()).doesNotContain("s3cr3tLEAK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "volumes: [\"${API_TOKEN}:/data\"]",
                "ports: [\"80:${API_TOKEN}\"]",
                "cap_add: [\"${API_TOKEN}\"]",
                "hostname: \"${API_TOKEN}\"",
                "network_mode: \"service:${API_TOKEN}\"",
                "extra_hosts: [\"${API_TOKEN}:1.2.3.4\"]",
                "depends_on: [\"${API_TOKEN}\"]",
                "restart: \"${API_TOKEN}\"",
                "mem_limit: \"${API_TOKEN}\"",
                "networks: [\"${API_TOKEN}\"]"
            })
    void noReportShowsAValueThatBecamePartOfAName(String attribute) throws IOException {
        Files.writeString(
                folder.resolve("compose.yaml"), "services:\n  web:\n    image: example/web:1\n    " + attribute + "\n");
        ConvertRun conversion = ConvertRun.run(folder, Map.of("API_TOKEN", "s3cr3t_LEAK9"), "", List.of());
        assertThat(conversion.err()).doesNotContainIgnoringCase("s3cr3t_LEAK9").doesNotContain("s3cr3t-leak9");
    }
}
