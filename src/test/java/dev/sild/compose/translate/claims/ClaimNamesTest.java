package dev.sild.compose.translate.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No two volumes of a project, and no two projects, get one claim unless the user chose its name. */
class ClaimNamesTest {
    @TempDir
    Path folder;

    private TranslatedProject project(String volumes, String definitions) throws Exception {
        return TranslatedProject.of(
                folder,
                "name: shop\nservices: {web: {image: example/web:1, volumes: [" + volumes + "]}}\nvolumes: {"
                        + definitions + "}\n");
    }

    private static List<String> claims(TranslatedProject project) {
        return project.claims().stream().map(Volume.Claim::object).toList();
    }

    @Test
    void startWithTheProjectsName() throws Exception {
        assertThat(claims(project("\"data:/a\", \"./files:/b\"", "data: "))).containsExactly("shop-data", "shop-files");
    }

    @Test
    void areTheUsersWhereTheUserChoseThem() throws Exception {
        assertThat(claims(project(
                        "\"one:/a\", \"two:/b\"", "one: {name: mine}, two: {name: theirs, x-sild: {claim: kept}}")))
                .containsExactly("mine", "kept");
    }

    @Test
    void giveWayToNamesThatTheUserChose() throws Exception {
        assertThat(claims(project("\"data:/a\", \"other:/b\", \"hinted:/c\"", """
                        data: , other: {name: shop-data}, hinted: {x-sild: {claim: hint}}""")))
                .hasSize(3)
                .doesNotHaveDuplicates()
                .contains("shop-data", "hint");
    }

    @Test
    void areReportedOnce() throws Exception {
        assertThat(project("\"data:/a\", \"./files:/b\"", "data: ")
                        .translation()
                        .findings())
                .extracting(Finding::code)
                .containsOnlyOnce(Code.CLAIM_NAMED);
        assertThat(project("\"data:/a\"", "data: {name: mine}").translation().findings())
                .extracting(Finding::code)
                .doesNotContain(Code.CLAIM_NAMED);
    }
}
