package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders beside the project, which are read only where that is allowed: what to do about them. */
class FoldersOutsideTest {
    @TempDir
    Path folder;

    private List<Finding> findings(String service) throws Exception {
        Path project = Files.createDirectories(folder.resolve("project"));
        return TranslatedProject.of(project, "name: shop\nservices: {db: {" + service + "}}\n")
                .translation()
                .findings();
    }

    @Test
    void areAllowedWithAQuotedPath() throws Exception {
        Files.createDirectories(folder.resolve("a folder;x"));
        Files.createDirectories(folder.resolve("rw"));

        assertThat(findings("image: nginx, volumes: ['../a folder;x:/a:ro', '../rw:/b']"))
                .filteredOn(finding -> finding.code() == Code.FOLDER_OUTSIDE)
                .extracting(Finding::remedy)
                .hasSize(2)
                .anyMatch(remedy -> remedy.contains("--allow-path '") && remedy.endsWith("a folder;x'"))
                .anyMatch(remedy -> remedy.matches("convert again with --allow-path \\S+rw, or use a named volume"));
    }

    /** Sild does not carry the data of a database, allowed or not. */
    @Test
    void withTheDataOfADatabaseAreClaimsToFill() throws Exception {
        Files.createDirectories(folder.resolve("pgdata"));

        assertThat(findings("image: 'postgres:16', volumes: ['../pgdata:/var/lib/postgresql/data']"))
                .extracting(Finding::code)
                .contains(Code.CLAIM_TO_FILL)
                .doesNotContain(Code.FOLDER_OUTSIDE);
    }

    @Test
    void thatDoNotExistAreEmptyAsWithCompose() throws Exception {
        assertThat(findings("image: 'postgres:16', volumes: ['../gone:/var/lib/postgresql/data', '../no:/a:ro']"))
                .extracting(Finding::code)
                .contains(Code.BIND_AS_CLAIM, Code.BIND_EMPTY)
                .doesNotContain(Code.CLAIM_TO_FILL, Code.FOLDER_OUTSIDE);
    }
}
