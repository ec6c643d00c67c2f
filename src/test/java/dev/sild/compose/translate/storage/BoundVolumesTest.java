package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.compose.translate.source.StorageOptions;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.model.Mount;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Named volumes whose driver options make them bind mounts of a folder. */
class BoundVolumesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeFiles() throws Exception {
        Files.createDirectories(folder.resolve("policies/inner"));
        Files.writeString(folder.resolve("policies/read.hcl"), "path");
        Files.writeString(folder.resolve("policies/inner/deep.hcl"), "path");
    }

    private TranslatedProject project(String mount, String options) throws Exception {
        return project(mount, options, TranslateOptions.builder().build());
    }

    private TranslatedProject project(String mount, String options, TranslateOptions how) throws Exception {
        return TranslatedProject.of(
                folder,
                "name: shop\nservices: {app: {image: example/app:1, volumes: [" + mount + "]}}\n"
                        + "volumes: {policies: {" + options.replace("FOLDER", folder.toString()) + "}}\n",
                how);
    }

    private static List<Volume> volumes(TranslatedProject project) {
        return project.translation().application().volumes();
    }

    private static Mount mount(TranslatedProject project) {
        return project.pod("app").main().mounts().get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "driver: local, driver_opts: {type: none, o: bind, device: ./policies}",
                "driver_opts: {type: none, o: bind, device: ./policies}",
                "driver_opts: {type: none, o: bind, device: policies/}",
                "driver_opts: {type: none, o: 'rw,bind', device: FOLDER/policies}",
                "driver_opts: {type: '', o: rbind, device: '${PWD}/policies'}",
            })
    void ofFilesOfTheProjectTravelAsTheBindMountDoes(String options) throws Exception {
        TranslatedProject named = project("'policies:/policies:ro'", options);
        TranslatedProject plain = project("'./policies:/policies:ro'", "driver: local");

        assertThat(volumes(named)).isEmpty();
        assertThat(mount(named)).isEqualTo(mount(plain));
        assertThat(mount(named).source()).isInstanceOf(Mount.OfFiles.class);
        assertThat(named.codes()).isEqualTo(plain.codes());
    }

    @Test
    void areMountedFromASubfolder() throws Exception {
        TranslatedProject project = project(
                "{type: volume, source: policies, target: /p, read_only: true, volume: {subpath: inner, nocopy: true}}",
                "driver: local, driver_opts: {type: none, o: bind, device: ./policies}");

        assertThat(project.translation().application().files())
                .flatExtracting(files -> files.entries())
                .extracting(entry -> entry.path())
                .containsExactly("deep.hcl");
        assertThat(project.codes()).doesNotContain(Code.STORAGE_LOST, Code.NOT_CARRIED);
    }

    @Test
    void areOnlyReadIfTheirOptionsSaySo() throws Exception {
        TranslatedProject project =
                project("'policies:/p'", "driver_opts: {type: none, o: 'bind,ro', device: ./policies}");

        assertThat(volumes(project)).isEmpty();
        assertThat(mount(project).source()).isInstanceOf(Mount.OfFiles.class);
    }

    @Test
    void becomePathsOfTheNodeWhereThatIsAsked() throws Exception {
        Files.write(folder.resolve("policies/large.bin"), new byte[3 << 20]);
        TranslatedProject project = project(
                "'policies:/p:ro'",
                "driver_opts: {type: none, o: bind, device: ./policies}",
                TranslateOptions.builder()
                        .storage(new StorageOptions(
                                "",
                                Map.of(),
                                "",
                                Optional.empty(),
                                List.of(),
                                StorageOptions.BindKind.HOSTPATH,
                                Optional.empty(),
                                ""))
                        .build());

        assertThat(volumes(project)).singleElement().isInstanceOf(Volume.HostPath.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"./missing", "./empty", "./kept"})
    void ofFoldersWithoutFilesAreClaimsThatTheImageFills(String device) throws Exception {
        Files.createDirectories(folder.resolve("empty"));
        Files.createDirectories(folder.resolve("kept"));
        Files.writeString(folder.resolve("kept/.gitkeep"), "");
        TranslatedProject project =
                project("'policies:/p'", "driver_opts: {type: none, o: bind, device: " + device + "}");

        assertThat(project.claims()).singleElement().satisfies(claim -> {
            assertThat(claim.name()).isEqualTo("policies");
            assertThat(claim.seed()).isPresent();
        });
        assertThat(project.codes()).doesNotContain(Code.BIND_HOST_PATH, Code.STORAGE_LOST, Code.NOT_CARRIED);
    }

    @Test
    void outsideTheProjectAreWhatTheBindMountIs() throws Exception {
        TranslatedProject named =
                project("'policies:/data'", "driver_opts: {type: none, o: bind, device: /srv/shop-data}");
        TranslatedProject plain = project("'/srv/shop-data:/data'", "driver: local");

        assertThat(volumes(named)).isEqualTo(volumes(plain));
        assertThat(named.codes()).isEqualTo(plain.codes());
    }

    @Test
    void sayWhichOfTheirSettingsOnlyClaimsHave() throws Exception {
        TranslatedProject project = project(
                "'policies:/p:ro'", "labels: {team: a}, driver_opts: {type: none, o: bind, device: ./policies}");

        assertThat(project.reasons(Code.STORAGE_LOST))
                .containsExactly("labels are only supported for claims that Sild creates");
    }

    @Test
    void stayFoldersOfTheMachineForPodman() throws Exception {
        TranslatedProject project = project(
                "'policies:/p'",
                "driver: local, driver_opts: {type: none, o: bind, device: ./policies}",
                TranslateOptions.ofPlayed());

        assertThat(volumes(project)).singleElement().isInstanceOf(Volume.HostPath.class);
    }
}
