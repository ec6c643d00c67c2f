package dev.sild.output.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.output.files.OutputTree;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of an output folder are Sild's. */
class SildMarkTest {
    private static final String OURS = "kind: Service\nmetadata:\n  labels:\n    app.kubernetes.io/managed-by: sild\n";
    private static final String THEIRS = "kind: Service\nmetadata:\n  name: theirs\n";

    @TempDir
    Path folder;

    @Test
    void aFileWithADocumentOfSomebodyElseIsNot() {
        assertThat(SildMark.isIn("web.yaml", OURS + "---\n" + OURS)).isTrue();
        assertThat(SildMark.isIn("web.yaml", OURS + "---\n" + THEIRS)).isFalse();
        assertThat(SildMark.isIn("web.yaml", THEIRS + "---\n" + OURS)).isFalse();
    }

    @Test
    void aListNamesNothingOutsideOfItsFolder() throws Exception {
        Files.writeString(
                folder.resolve(FileList.NAME),
                "format: 1\nproject: shop\n../out.yaml\n/etc/x.yaml\na/../b.yaml\nweb.yaml\n");

        assertThat(FileList.read(new OutputTree(folder, "k8s/")).files()).containsExactly("web.yaml");
    }
}
