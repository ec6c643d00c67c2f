package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.compose.translate.source.StorageOptions;
import dev.sild.compose.translate.source.StorageOptions.BindKind;
import dev.sild.model.Mount;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shared memory of the machine that a service mounts is memory of its pod. */
class SharedMemoryTest {
    @TempDir
    Path folder;

    private TranslatedProject project(String service) throws Exception {
        return TranslatedProject.of(folder, "name: shop\nservices:\n  it: {image: me/it:1, " + service + "}\n");
    }

    private static List<String> mounts(TranslatedProject project) {
        Map<String, Volume> volumes = project.translation().application().volumes().stream()
                .collect(Collectors.toMap(Volume::name, volume -> volume));
        return project.pod("it").mounts().stream()
                .map(mount -> mount.path() + described(volumes.get(((Mount.OfVolume) mount.source()).name())))
                .toList();
    }

    private static String described(Volume volume) {
        return volume instanceof Volume.Scratch scratch
                ? (scratch.memory() ? " memory" : " disk") + scratch.sizeLimit()
                : " of the node";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "volumes: ['/dev/shm:/dev/shm'] | /dev/shm memory",
                "volumes: ['/dev/shm:/dev/shm'], shm_size: 2g | /dev/shm memory2Gi",
                "volumes: ['/dev/shm/frames:/frames'] | /frames memory",
                "volumes: [{type: bind, source: /dev/shm, target: /cache}], ipc: private | /cache memory",
            })
    void isMemoryOfThePod(String service, String expected) throws Exception {
        TranslatedProject project = project(service);
        assertThat(mounts(project)).containsExactly(expected);
        assertThat(project.translation().application().volumes()).hasSize(1);
        assertThat(project.codes()).doesNotContain(Code.BIND_HOST_PATH, Code.BIND_NODE_DATA);
        assertThat(project.reasons(Code.NODE_LEVEL)).singleElement().asString().contains("is memory of the pod");
        assertThat(project.codes()).doesNotContain(Code.NOT_CARRIED, Code.STORAGE_LOST);
    }

    /** These share it with programs outside of the pod. */
    @ParameterizedTest
    @ValueSource(strings = {"host", "service:other"})
    void isThatOfTheNodeForWhoSharesIt(String ipc) throws Exception {
        TranslatedProject project = project(
                "volumes: ['/dev/shm:/dev/shm'], ipc: '" + ipc + "'}\n  other: {image: me/other:1, ipc: shareable");
        assertThat(project.codes()).contains(Code.BIND_HOST_PATH);
    }

    @Test
    void isThatOfTheNodeOnRequest() throws Exception {
        TranslatedProject project = TranslatedProject.of(
                folder,
                "services: {it: {image: me/it:1, volumes: ['/dev/shm:/dev/shm']}}",
                new StorageOptions(
                        "", Map.of(), "", Optional.empty(), List.of(), BindKind.HOSTPATH, Optional.empty(), ""));
        assertThat(mounts(project)).containsExactly("/dev/shm of the node");
    }
}
