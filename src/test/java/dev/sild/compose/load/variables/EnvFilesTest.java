package dev.sild.compose.load.variables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sild.compose.ComposeProject;
import dev.sild.compose.load.LoadRequest;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.report.InputException;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of variables is parsed once, and yet means to each service what it says after the files before it. */
class EnvFilesTest {
    @TempDir
    Path folder;

    @Test
    void aFileMeansWhatTheFilesBeforeItSay() throws Exception {
        write("one.env", "HOST=one\n");
        write("two.env", "HOST=two\n");
        write("url.env", "URL=http://${HOST:-nobody}/\n");
        ComposeProject project = load("""
        services:
          a: {image: x, env_file: [one.env, url.env]}
          b: {image: x, env_file: [two.env, url.env]}
          c: {image: x, env_file: [url.env]}
          d: {image: x, env_file: [two.env, one.env, url.env]}
          e: {image: x, env_file: [one.env, url.env]}
        """);
        assertThat(url(project, "a")).isEqualTo("http://one/");
        assertThat(url(project, "b")).isEqualTo("http://two/");
        assertThat(url(project, "c")).isEqualTo("http://nobody/");
        assertThat(url(project, "d")).isEqualTo("http://one/");
        assertThat(url(project, "e")).isEqualTo("http://one/");
    }

    /**
     * As in compose-go since "project.env has precedence doing interpolation"; docker compose 2.26 has the file first.
     */
    @Test
    void theShellGoesBeforeTheFilesBefore() throws Exception {
        write("one.env", "HOST=one\n");
        write("url.env", "URL=http://$HOST/\n");
        ComposeProject project =
                load("services: {a: {image: x, env_file: [one.env, url.env]}}", Map.of("HOST", "shell"));
        assertThat(url(project, "a")).isEqualTo("http://shell/");
        assertThat(variable(project, "a", "HOST").value()).isEqualTo("one");
    }

    @Test
    void aFileIsReadAsEachServiceSays() throws Exception {
        write("url.env", "URL='$$x'\n");
        ComposeProject project = load("""
        services:
          a: {image: x, env_file: [{path: url.env, format: raw}]}
          b: {image: x, env_file: [url.env]}
        """);
        assertThat(url(project, "a")).isEqualTo("'$$x'");
        assertThat(url(project, "b")).isEqualTo("$$x");
    }

    @Test
    void everyPlaceInALongFileIsToldRight() throws Exception {
        write("long.env", "A=1\n# more\n\nB=\"two\nlines\"\n  C=${C_OF_NOBODY}\nD=4\n E=5\n");
        ComposeProject project =
                load("services: {a: {image: x, env_file: [long.env]}, b: {image: x, env_file: [long.env]}}");
        assertThat(variable(project, "a", "B").position().line()).isEqualTo(4);
        assertThat(variable(project, "b", "C").position().line()).isEqualTo(6);
        assertThat(variable(project, "b", "C").position().column()).isEqualTo(3);
        assertThat(variable(project, "a", "D").position().line()).isEqualTo(7);
        assertThat(variable(project, "a", "E").position().line()).isEqualTo(8);
        assertThat(variable(project, "a", "E").position().column()).isEqualTo(2);
        write("long.env", "A=1\n\"B\"=2\n");
        assertThatThrownBy(() -> load("services: {a: {image: x, env_file: [long.env]}}"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("long.env:2:1");
    }

    @Test
    void aRawFileIsReadAsTheOptionEnvFileIs() throws Exception {
        write("raw.env", "\uFEFFA=\"q\" # no comment\r\n# comment\n  B=$HOME\nSHELL_HAS\nNOBODY_HAS\n");
        ComposeProject project =
                load("services: {a: {image: x, env_file: [{path: raw.env, format: raw}]}}", Map.of("SHELL_HAS", "it"));
        assertThat(variable(project, "a", "A").value()).isEqualTo("\"q\" # no comment");
        assertThat(variable(project, "a", "B").value()).isEqualTo("$HOME");
        assertThat(variable(project, "a", "SHELL_HAS").value()).isEqualTo("it");
        assertThat(variable(project, "a", "NOBODY_HAS")).isNull();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private ComposeProject load(String yaml) throws Exception {
        return load(yaml, Map.of());
    }

    private ComposeProject load(String yaml, Map<String, String> shell) throws Exception {
        write("compose.yaml", yaml);
        return ProjectLoader.load(LoadRequest.of(folder).withShellEnvironment(shell));
    }

    private static String url(ComposeProject project, String service) {
        return variable(project, service, "URL").value();
    }

    private static ScalarNode variable(ComposeProject project, String service, String name) {
        MapNode services = (MapNode) project.root().get("services");
        return (ScalarNode) ((MapNode) ((MapNode) services.get(service)).get("environment")).get(name);
    }
}
