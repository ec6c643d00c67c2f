package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims have room for the files of the folder that they are filled from. */
class FolderRoomTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"1800000000, 4Gi, ' (1.8 GB)'", "600000000, 2Gi, ' (0.6 GB)'", "2000000, 1Gi, ''"})
    void ofAClaimIsTwiceThatOfTheFilesAtLeast(long bytes, String size, String shown) throws Exception {
        Files.createDirectories(folder.resolve("maps/of"));
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("maps/of/graph.obj").toFile(), "rw")) {
            file.setLength(bytes);
        }
        Files.createSymbolicLink(folder.resolve("maps/again"), folder.resolve("maps/of"));

        TranslatedProject project = TranslatedProject.of(
                folder, "name: trip\nservices: {otp: {image: 'example/otp:1', volumes: ['./maps:/var/otp']}}\n");

        assertThat(project.translation().application().volumes())
                .extracting(volume -> ((Volume.Claim) volume).size())
                .containsExactly(size);
        assertThat(project.translation().findings())
                .filteredOn(finding -> finding.code() == Code.BIND_TOO_LARGE)
                .extracting(Finding::reason)
                .first()
                .asString()
                .startsWith("'maps'" + shown + " is too large to include");
    }
}
