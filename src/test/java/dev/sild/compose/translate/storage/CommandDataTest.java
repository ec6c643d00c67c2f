package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Files.Entry;
import dev.sild.model.Mount;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers whose command names the folder of their data, which a mounted folder of settings may contain. */
class CommandDataTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeFiles() throws Exception {
        write("conf/config.yml", "route: {}");
        write("used/config.yml", "route: {}");
        write("used/data/nflog", "a");
        write("silences/nflog", "a");
    }

    private void write(String file, String text) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private TranslatedProject project(String services) throws Exception {
        return TranslatedProject.of(folder, "name: shop\nservices:\n" + services);
    }

    private static String mounts(TranslatedProject project, String pod) {
        return project.pod(pod).main().mounts().stream()
                .map(mount -> mount.path() + (mount.source() instanceof Mount.OfVolume of ? "=" + of.name() : "=files"))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "prom/alertmanager, --storage.path=/conf/data, ./used:/conf, /conf=files /conf/data=used-data, CLAIM_TO_FILL",
        "prom/alertmanager, --storage.path=/conf/data, ./conf:/conf, /conf=files /conf/data=conf-data, BIND_AS_CLAIM",
        "prom/prometheus, --storage.tsdb.path=/conf/data, ./conf:/conf, /conf=files /conf/data=conf-data, BIND_AS_CLAIM",
        "quay.io/coreos/etcd, --data-dir=/conf/data, ./conf:/conf, /conf=files /conf/data=conf-data, BIND_AS_CLAIM",
        "prom/alertmanager, --storage.path=/conf/data, ./new:/conf, /conf=new, BIND_AS_CLAIM",
        "prom/alertmanager, --storage.path=/silences, ./silences:/silences, /silences=silences, BIND_AS_CLAIM",
        "prom/alertmanager, --storage.path=/elsewhere, ./conf:/conf, /conf=files /elsewhere=a-data, CLAIM_ADDED",
        "prom/alertmanager, --storage.path=/conf/data, ./used:/conf:ro, /conf=files, BIND_BUNDLED",
    })
    void isKept(String image, String option, String volume, String mounts, String code) throws Exception {
        TranslatedProject project =
                project("  a: {image: '" + image + "', command: ['" + option + "'], volumes: ['" + volume + "']}");

        assertThat(mounts(project, "a")).isEqualTo(mounts);
        if (!code.equals("BIND_BUNDLED")) {
            assertThat(project.codes()).extracting(Code::name).contains(code);
        }
    }

    @Test
    void doesNotTravelWithTheSettings() throws Exception {
        TranslatedProject project = project(
                "  a: {image: prom/alertmanager, command: [--storage.path=/conf/data], volumes: ['./used:/conf']}");

        assertThat(project.translation().application().files().stream()
                        .flatMap(bundle -> bundle.entries().stream())
                        .map(Entry::path))
                .containsExactly("config.yml");
    }

    @Test
    void isOneForAllThatMountIt() throws Exception {
        TranslatedProject project = project(
                "  a: {image: prom/alertmanager, command: [--storage.path=/conf/data], volumes: ['./used:/conf']}\n"
                        + "  b: {image: x, volumes: ['./used/data:/read:ro']}");

        assertThat(mounts(project, "b")).isEqualTo("/read=used-data");
    }

    @Test
    void isNamedWhereItIsLost() throws Exception {
        assertThat(project("  a: {image: prom/alertmanager, scale: 2, command: [--storage.path=/silent]}")
                        .translation()
                        .findings())
                .extracting(Finding::reason)
                .anyMatch(reason -> reason.startsWith("no volume holds the data of a (/silent)"));
    }
}
