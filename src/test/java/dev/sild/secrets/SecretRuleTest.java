package dev.sild.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.convert.ConvertRun;
import dev.sild.secrets.PlacedSecrets.Placed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two lists that the rule is held to: secrets that must be kept in Secrets, and settings that look like them. */
@Tag("executable")
class SecretRuleTest {
    @TempDir
    private Path folder;

    @Test
    void placedSecretsAreInNoWorkloadConfigMapChartOrReport() throws IOException {
        List<Placed> all = PlacedSecrets.read("placed.txt");
        List<String> seen = seen(all);
        System.err.println("secrets seen: " + seen.size() + " of " + all.size() + " " + seen);

        assertThat(all.size()).isGreaterThanOrEqualTo(100);
        assertThat(all.size() - seen.size()).as(seen.toString()).isGreaterThanOrEqualTo((int)
                Math.ceil(all.size() * 0.95));
    }

    @Test
    void settingsThatLookLikeSecretsStayReadable() throws IOException {
        List<String> all = Files.readAllLines(PlacedSecrets.FOLDER.resolve("lookalikes.txt"));
        List<String> taken = taken(all);
        System.err.println("look-alikes taken for secrets: " + taken.size() + " of " + all.size() + " " + taken);

        assertThat(all.size()).isGreaterThanOrEqualTo(40);
        assertThat(taken).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void secretsOfPublicProjectsAreKept() throws IOException {
        if (!Files.exists(PlacedSecrets.FOLDER.resolve("projects.txt"))) {
            return;
        }
        List<Placed> all = PlacedSecrets.read("projects.txt");
        List<String> seen = seen(all);
        System.err.println("secrets of public projects seen: " + seen.size() + " of " + all.size() + " " + seen);
        List<String> others = Files.readAllLines(PlacedSecrets.FOLDER.resolve("project-settings.txt"));
        List<String> taken = taken(others);
        System.err.println("settings of public projects taken for secrets: " + taken.size() + " of " + others.size()
                + " " + taken);

        assertThat(seen.size()).as(seen.toString()).isLessThanOrEqualTo(all.size() / 20);
        assertThat(taken.size()).as(taken.toString()).isLessThanOrEqualTo(others.size() / 20);
    }

    private List<String> seen(List<Placed> all) throws IOException {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Placed placed = all.get(i);
            Path project = Files.createDirectories(folder.resolve("p" + i));
            placed.write(project);
            List<String> where = where(placed, project);
            if (!where.isEmpty()) {
                seen.add(placed.what() + " " + where);
            }
        }
        return seen;
    }

    private List<String> taken(List<String> settings) throws IOException {
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < settings.size(); i++) {
            Path project = Files.createDirectories(folder.resolve("l" + i));
            PlacedSecrets.ofVariable(settings.get(i)).write(project);
            if (ConvertRun.run(project, "-q").out().contains("kind: Secret\n")) {
                taken.add(settings.get(i));
            }
        }
        return taken;
    }

    /** Returns where the value is seen. */
    private static List<String> where(Placed placed, Path project) throws IOException {
        List<String> where = new ArrayList<>();
        ConvertRun objects = ConvertRun.run(project, "--report", "json");
        assertThat(objects.code()).as(placed.what() + objects.err()).isZero();
        for (String document : objects.out().split("(?m)^---$")) {
            if (!document.contains("\nkind: Secret\n") && document.contains(placed.value())) {
                where.add(document.lines()
                        .filter(line -> line.startsWith("kind: "))
                        .findFirst()
                        .orElse("?")
                        .substring(6));
            }
        }
        if (objects.err().contains(placed.value())) {
            where.add("report in JSON");
        }
        if (ConvertRun.run(project, "--report", "sarif").err().contains(placed.value())) {
            where.add("report in SARIF");
        }
        ConvertRun chart = ConvertRun.run(project, "--layout", "chart", "-o", "chart/", "--build-script", "build.sh");
        if (chart.code() == 2) {
            chart = ConvertRun.run(project, "--layout", "chart", "-o", "chart/");
        }
        if (chart.err().contains(placed.value())) {
            where.add("report");
        }
        if (Files.isDirectory(project.resolve("chart"))) {
            try (Stream<Path> files = Files.walk(project.resolve("chart"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String text = Files.readString(file);
                    // The one file of the chart for secret values, which its .gitignore lists.
                    boolean forSecrets = file.endsWith("secrets.values.yaml");
                    if (text.contains(placed.value()) && !forSecrets && !text.contains("kind: Secret\n")) {
                        where.add(project.relativize(file).toString());
                    }
                }
            }
        } else {
            where.add("no chart: " + chart.err());
        }
        return where;
    }
}
