package dev.sild.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import dev.sild.Tree;
import dev.sild.adopt.AdoptCase;
import dev.sild.convert.ConvertRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** A chart asks for its secret values, and with those of the run is what the conversion is. */
@Tag("executable")
class ChartSecretsTest {
    private static final String SHOP = """
      name: shop
      services:
        web:
          image: example/web:1
          environment:
            DB_PASSWORD: ${DB_PASSWORD:-geheim}
            DB_URL: postgres://app:${DB_PASSWORD:-geheim}@db:${DB_PORT:-5432}/app?sslmode=${SSL:-off}
            OTHER_URL: postgres://app:${DB_PASSWORD:-geheim}@db/app?password=schluessel
            FIXED_URL: postgres://app:hunter22@db/${DB_NAME:-app}
            API_TOKEN: "literal {{ .Values }} $$x }} {"
            MIXED_SECRET: "a{${DB_PASSWORD:-geheim}}{{b}} ${LEVEL:-info}-hunter33"
            EMPTY_PASSWORD: ${UNSET_PASSWORD}
            NEEDED_PASSWORD: ${NEEDED_PASSWORD:?needed}
            ONE_TOKEN: ${TOKEN:-first1}
            TWO_TOKEN: ${TOKEN:-second2}
            NUMBER_PASSWORD: "0123456"
            LEVEL: ${LEVEL:-info}
          secrets: [bytes, text, nul]
      secrets:
        bytes: {file: bytes.bin}
        nul: {file: nul.bin}
        text: {file: text.pem}
      """;
    private static final List<String> VALUES = List.of(
            "geheim", "schluessel", "hunter", "literal", "first1", "second2", "0123456", "needed44", "PRIVATE KEY");

    @TempDir
    private Path folder;

    private Path chart;

    @BeforeEach
    void aProjectWithEveryKindOfSecret() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), SHOP);
        Files.writeString(folder.resolve(".env"), "NEEDED_PASSWORD=needed44\n");
        Files.write(folder.resolve("bytes.bin"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, '{', '{'});
        Files.writeString(folder.resolve("nul.bin"), "a\0b\r\n");
        Files.writeString(folder.resolve("text.pem"), "-----BEGIN PRIVATE KEY-----\n  {{ x }}\t\n\n\n");
        chart = folder.resolve("chart");
    }

    private ConvertRun convert(Map<String, String> environment, String... arguments) {
        ConvertRun conversion = ConvertRun.run(folder, environment, "", List.of(arguments));
        assertThat(conversion.code()).as(conversion.err()).isZero();
        return conversion;
    }

    private void write(String... more) {
        convert(
                Map.of(),
                Stream.concat(Stream.of("--layout", "chart", "-o", "chart/"), Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void withTheValuesOfTheRunItIsTheConversion() {
        write();
        assertThat(ChartMeaning.of(
                        WrittenChart.template(chart, ""), convert(Map.of()).out()))
                .isEqualTo(ChartMeaning.ofList(convert(Map.of()).out()));
    }

    @Test
    void noOtherFileHoldsASecretValue() throws IOException {
        write();
        try (var files = Files.walk(chart)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("secrets.values.yaml"))
                    .toList()) {
                assertThat(VALUES.stream().filter(value -> contains(file, value)))
                        .as(file.toString())
                        .isEmpty();
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(chart.resolve("secrets.values.yaml"))))
                .isEqualTo("rw-------");
        assertThat(chart.resolve(".helmignore")).content().contains("secrets.values.yaml\n", ".gitignore\n");
    }

    private static boolean contains(Path file, String value) {
        try {
            String text = Files.readString(file);
            String base64 = Base64.getEncoder().encodeToString(value.getBytes());
            return text.contains(value) || text.contains(base64.replaceAll("..=*$", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFreshCheckoutFailsWithTheNameOfTheValueAndWhatToDo() {
        write();
        assertThatThrownBy(() -> WrittenChart.templateOfCheckout(chart, ""))
                .hasMessageContaining(
                        " has no value: add -f CHART/secrets.values.yaml, or set it in your own values file")
                .hasMessageMatching("(?s).*(global|web\\.variables|secrets)\\.[\\w.-]+ has no value.*");
    }

    @ParameterizedTest
    @CsvSource({
        "DB_PASSWORD, an$$other",
        "DB_PORT, 6543",
        "SSL, on",
        "DB_NAME, other",
        "LEVEL, debug",
        "UNSET_PASSWORD, set",
        "TOKEN, third"
    })
    void oneVariableReachesEverySecretThatItStandsIn(String name, String value) {
        write();
        assertThat(ChartMeaning.of(
                        WrittenChart.template(chart, "variables: {" + name + ": '" + value + "'}"),
                        convert(Map.of(name, value)).out()))
                .isEqualTo(ChartMeaning.ofList(convert(Map.of(name, value)).out()));
    }

    @Test
    void anAddressWhosePasswordIsAVariableNeedsNothingElse() {
        write();
        Map<String, Object> schema = schema();
        assertThat(Tree.map(schema, "properties", "secrets", "properties", "web-env", "properties"))
                .containsOnlyKeys(
                        "OTHER_URL",
                        "FIXED_URL",
                        "API_TOKEN",
                        "MIXED_SECRET",
                        "ONE_TOKEN",
                        "TWO_TOKEN",
                        "NUMBER_PASSWORD");
        assertThat(Tree.map(schema, "properties", "web", "properties", "variables", "properties"))
                .containsKeys("DB_PASSWORD", "DB_PORT", "SSL", "UNSET_PASSWORD");
    }

    private Map<String, Object> schema() {
        try {
            return new Yaml().load(Files.readString(chart.resolve("values.schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aValueOfOnesOwnIsTakenAsItIs() {
        write();
        String yaml = WrittenChart.template(chart, """
        secrets: {web-env: {API_TOKEN: "{{ not a template }}"}, bytes: {bytes: {base64: AAH/}}, text: {text: ""}}
        """);
        assertThat(secret(
                        WrittenChart.template(chart, "secrets: {web-env: {MIXED_SECRET: {base64: AAH/}}}"), "web-env"))
                .containsEntry("MIXED_SECRET", "AAH/");
        assertThat(secret(yaml, "web-env"))
                .containsEntry("API_TOKEN", Base64.getEncoder().encodeToString("{{ not a template }}".getBytes()));
        assertThat(secret(yaml, "bytes")).containsEntry("bytes", "AAH/");
        assertThat(secret(yaml, "text")).containsEntry("text", "");
    }

    private static Map<String, String> secret(String yaml, String name) {
        return Tree.documents(yaml).stream()
                .filter(object -> Tree.text(object, "kind").equals("Secret")
                        && Tree.text(object, "metadata", "name").equals(name))
                .findFirst()
                .map(object -> Tree.strings(object, "data"))
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secrets: {web-env: {API_TOKEN: 123}}",
                "web: {variables: {DB_PASSWORD: 0123}}",
                "web: {variables: {NEEDED_PASSWORD: ''}}",
                "secrets: {web-env: {API_TOKN: x}}",
                "secrets: {web: {}}",
                "secrets: {bytes: {bytes: {base64: '?'}}}",
                "secrets: {web-env: {API_TOKEN: {}}}",
                "secrets: {bytes: {bytes: {hex: '00'}}}"
            })
    void theSchemaRefusesWhatIsNoSecretValue(String values) {
        write();
        assertThatThrownBy(() -> WrittenChart.template(chart, values)).hasMessageContaining("schema");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "AB==", "AAAAA", "AA=A"})
    void bytesThatAreNotBase64AreRefusedAndNotReplacedByAnErrorText(String bytes) {
        write();
        for (String path : List.of("bytes: {bytes", "web-env: {MIXED_SECRET")) {
            assertThatThrownBy(() -> WrittenChart.template(chart, "secrets: {" + path + ": {base64: " + bytes + "}}}"))
                    .hasMessageMatching("(?s).*(base64 is not valid base64|schema).*")
                    .hasMessageNotContaining("illegal");
        }
    }

    @Test
    void theLintPassesInAFreshCheckout() throws IOException {
        write();
        Files.delete(chart.resolve("secrets.values.yaml"));
        assertThat(new Helm(chart).lint().strict().call().getMessages())
                .noneMatch(message -> message.contains("[ERROR]") || message.contains("[WARNING]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chart", "kustomize"})
    void generatedSecretsOfAStackFollowTheSameRule(String layout) throws IOException {
        Files.writeString(folder.resolve("stack.yaml"), """
        apiVersion: sild.dev/v1alpha1
        kind: WebStack
        metadata: {name: shop}
        spec: {api: {image: 'shop:1.0'}, database: {}}
        """);

        AdoptCase.Run run = AdoptCase.run(
                folder, Map.of(), List.of("render", "stack.yaml", "--with-secrets", "--layout", layout, "-o", "out/"));

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("SILD-SECRETS-LOCAL");
        Path out = folder.resolve("out");
        assertThat(out.resolve(".gitignore")).exists();
        Path values =
                out.resolve(layout.equals("chart") ? "secrets.values.yaml" : "base/secrets/shop-database/secret.yaml");
        String password = layout.equals("chart")
                ? Tree.text(Tree.documents(Files.readString(values)).get(0), "secrets", "shop-database", "password")
                : new String(
                        Base64.getDecoder()
                                .decode(Tree.text(
                                        Tree.documents(Files.readString(values)).get(0), "data", "password")),
                        StandardCharsets.UTF_8);
        assertThat(password).hasSizeGreaterThan(10);
        try (var files = Files.walk(out)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.startsWith(out.resolve("base/secrets"))
                                    && !file.endsWith("secrets.values.yaml")))
                    .noneMatch(file -> contains(file, password));
        }
        if (layout.equals("chart")) {
            assertThat(secret(WrittenChart.template(out, ""), "shop-database"))
                    .containsEntry("password", Base64.getEncoder().encodeToString(password.getBytes()));
        }
    }
}
