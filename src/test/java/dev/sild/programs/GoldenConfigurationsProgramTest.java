package dev.sild.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import dev.sild.adopt.AdoptCase;
import dev.sild.stacks.shared.KindCase;
import dev.sild.stacks.shared.RandomStacks;
import dev.sild.stacks.shared.RandomStacks.Drawn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Every generated configuration in the golden folders, as it stands in its ConfigMap, is taken by its own program.
 * Those of folders with {@code -configuration-} in their names are the users' own.
 */
@OnPrograms({"nginx", "openssl", "redis-server", "redis-cli", "postgres", "initdb", "psql", "mariadbd"})
class GoldenConfigurationsProgramTest {
    private static final int RANDOM = 40;

    @Test
    void nginxTakesEach() throws IOException {
        Set<String> texts = texts("nginx.conf");
        assertThat(texts).hasSizeGreaterThan(5);
        try (Nginx nginx = Nginx.prepare()) {
            for (String text : texts) {
                // It looks its upstream up when it starts.
                assertThat(nginx.check(text.replaceAll("(server )[-a-z0-9.]+(:[0-9]+)", "$1localhost$2")))
                        .as(text)
                        .contains("successful")
                        .doesNotContain("[warn]");
            }
        }
    }

    @Test
    void nginxTakesThoseOfRandomStacks() {
        Set<String> texts = new TreeSet<>();
        for (KindCase<?> kind : List.of(KindCase.WEB_STACK, KindCase.MICROSERVICE_STACK)) {
            RandomStacks<?> stacks = new RandomStacks<>(kind);
            for (long seed = 0; seed < RANDOM; seed++) {
                Drawn<?> drawn = stacks.next(seed);
                if (Tree.at(drawn.json(), "spec", kind == KindCase.WEB_STACK ? "proxy" : "gateway", "config") == null) {
                    texts.addAll(texts(drawn.yaml(), "nginx.conf"));
                }
            }
        }
        assertThat(texts).hasSizeGreaterThan(RANDOM / 2);
        try (Nginx nginx = Nginx.prepare()) {
            for (String text : texts) {
                assertThat(nginx.check(text.replaceAll("(server )[-a-z0-9.]+(:[0-9]+)", "$1localhost$2")))
                        .as(text)
                        .contains("successful")
                        .doesNotContain("[warn]");
            }
        }
    }

    @Test
    void nginxTakesEachThatWasKeptOfAComposeProject() {
        List<String> kept = AdoptCase.accepted()
                .map(project -> project.adopt().out())
                .map(out -> new Yaml(new SafeConstructor(new LoaderOptions())).<Map<String, Object>>load(out))
                .map(stack -> Tree.text(stack, "spec", "proxy", "config"))
                .filter(text -> !text.isEmpty())
                .toList();
        assertThat(kept).hasSizeGreaterThan(1);
        try (Nginx nginx = Nginx.prepare()) {
            for (String text : kept) {
                // Where nothing is said of it, the log is a file that is a link to its output in the image, and root's
                // here.
                String logged =
                        text.contains("access_log") ? text : text.replaceFirst("http \\{", "http {\n  access_log off;");
                assertThat(nginx.check(logged.replaceAll("[-a-z0-9.]+-api(:[0-9]+)", "localhost$1")))
                        .as(text)
                        .contains("successful")
                        .doesNotContain("[warn]");
            }
        }
    }

    @Test
    void redisTakesEach() throws IOException {
        Set<String> texts = texts("redis.conf");
        assertThat(texts).hasSizeGreaterThan(1);
        for (String text : texts) {
            try (Redis redis = Redis.prepare()) {
                assertThat(redis.start(text, "secret").ask("secret", "PING"))
                        .as(text)
                        .isEqualTo("PONG");
            }
        }
    }

    @Test
    void postgresTakesEach() throws IOException {
        Set<String> texts = texts("postgresql.conf");
        assertThat(texts).hasSizeGreaterThan(1);
        try (Postgres postgres = Postgres.prepare()) {
            for (String text : texts) {
                assertThat(postgres.check(text).output()).as(text).matches("[0-9]+\n");
            }
        }
    }

    /** MariaDB stands for MySQL, of which Debian has none: what only MySQL knows is left out. */
    @Test
    void mariadbTakesEachOfMysql() throws IOException {
        Set<String> texts = texts("my.cnf");
        assertThat(texts).hasSizeGreaterThan(1);
        for (String text : texts) {
            Programs.Result result = MariaDb.check(text);
            assertThat(result.exitCode()).as(text).isZero();
            assertThat(result.output()).as(text).doesNotContainPattern("unknown (variable|option)");
        }
    }

    private static Set<String> texts(String key) throws IOException {
        Set<String> texts = new TreeSet<>();
        for (Path file : goldens()) {
            texts.addAll(texts(Files.readString(file), key));
        }
        return texts;
    }

    private static List<String> texts(String manifests, String key) {
        return Tree.documents(manifests).stream()
                .filter(object -> Tree.text(object, "kind").equals("ConfigMap"))
                .map(object -> Tree.text(object, "data", key))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static List<Path> goldens() throws IOException {
        return Stream.concat(KindCase.WEB_STACK.cases().stream(), KindCase.MICROSERVICE_STACK.cases().stream())
                .filter(folder -> !folder.getFileName().toString().contains("-configuration-"))
                .map(folder -> folder.resolve("out.yaml"))
                .filter(Files::exists)
                .toList();
    }
}
