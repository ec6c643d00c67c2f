package dev.sild.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What package managers read: each names the archive of this build by its sum, and a program that is in it. */
@OnPackages({"ruby", "tar", "unzip"})
class ManifestsTest {

    @Test
    void namesTheTarballForKrew() throws Exception {
        Map<String, Object> plugin = new Yaml().load(Files.readString(BuiltPackages.ending("krew-sild.yaml")));
        Map<String, Object> spec = map(plugin.get("spec"));
        Map<String, Object> platform = map(((List<?>) spec.get("platforms")).get(0));

        assertThat(plugin).containsEntry("apiVersion", "krew.googlecontainertools.github.com/v1alpha2");
        assertThat(map(plugin.get("metadata"))).containsEntry("name", "sild");
        assertThat(spec).containsEntry("version", "v" + BuiltPackages.version());
        assertThat(platform.get("sha256")).isEqualTo(sumOf((String) platform.get("uri")));
        assertThat(BuiltPackages.run(
                                BuiltPackages.FOLDER,
                                Map.of(),
                                "tar",
                                "--list",
                                "--file",
                                BuiltPackages.archive(".tar.gz").toString())
                        .orFail()
                        .lines())
                .contains((String) platform.get("bin"));
    }

    @Test
    void namesTheZipForScoop() throws Exception {
        JsonNode manifest = new ObjectMapper()
                .readTree(BuiltPackages.ending("scoop-sild.json").toFile());

        assertThat(manifest.get("version").asText()).isEqualTo(BuiltPackages.version());
        assertThat(manifest.get("hash").asText())
                .isEqualTo(sumOf(manifest.get("url").asText()));
        String program = manifest.get("extract_dir").asText() + "/"
                + manifest.get("bin").asText().replace('\\', '/');
        assertThat(BuiltPackages.run(
                                BuiltPackages.FOLDER,
                                Map.of(),
                                "unzip",
                                "-Z1",
                                BuiltPackages.archive(".zip").toString())
                        .orFail()
                        .lines())
                .contains(program);
    }

    /** Homebrew itself is not here: the formula runs as Ruby, with a stand-in of the class it extends. */
    @Test
    void namesTheTarballForHomebrew() throws Exception {
        String standIn = """
                class Formula
                  class << self
                    %w[desc homepage url version sha256 license depends_on].each do |name|
                      define_method(name) { |value| puts "#{name}=#{value}" }
                    end
                    def test; end
                  end
                end
                load ARGV[0]
                """;
        String formula = BuiltPackages.ending("homebrew-sild.rb").toString();
        List<String> lines = BuiltPackages.run(BuiltPackages.FOLDER, Map.of(), "ruby", "-w", "-e", standIn, formula)
                .orFail()
                .lines()
                .toList();

        String url = value(lines, "url");
        assertThat(value(lines, "sha256")).isEqualTo(sumOf(url));
        assertThat(url).endsWith("/" + BuiltPackages.archive(".tar.gz").getFileName());
        assertThat(value(lines, "version")).isEqualTo(BuiltPackages.version());
    }

    private static String value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + "="))
                .findFirst()
                .orElseThrow()
                .substring(name.length() + 1);
    }

    private static String sumOf(String url) throws Exception {
        return BuiltPackages.sums().get(url.substring(url.lastIndexOf('/') + 1));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
