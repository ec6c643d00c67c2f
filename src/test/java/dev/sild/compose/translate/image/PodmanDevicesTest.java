package dev.sild.compose.translate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.report.Code;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names by which podman is asked for devices. */
class PodmanDevicesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
      devices: ["/dev/fuse"] | podman.io/device=/dev/fuse
      devices: ["/dev/fuse:/dev/fuse:rwm"] | podman.io/device=/dev/fuse
      devices: ["/dev/ttyUSB0:/dev/modem"] | podman.io/device=/dev/ttyUSB0:/dev/modem
      devices: ["/dev/sda:/dev/sda:r"] | podman.io/device=/dev/sda:/dev/sda:r
      devices: ["vendor.com/card=one"] | vendor.com/card=one
      devices: ["/dev/fuse", "/dev/fuse"] | podman.io/device=/dev/fuse
      gpus: all | nvidia.com/gpu=all
      gpus: [{driver: amd}] | amd.com/gpu=all
      gpus: [{device_ids: ["1", GPU-3a]}] | nvidia.com/gpu=1 nvidia.com/gpu=GPU-3a
      gpus: [{count: 2}] | nvidia.com/gpu=0 nvidia.com/gpu=1
      gpus: [{count: 2000000000}] | nvidia.com/gpu=all
      """)
    void aDeviceIsTheNameOfALimit(String attribute, String names) throws Exception {
        assertThat(translated(attribute)
                        .pod("app")
                        .containers()
                        .get(0)
                        .resources()
                        .limits()
                        .keySet())
                .containsExactly(names.split(" "));
    }

    @Test
    void aPrivilegedContainerHasThoseAtTheirOwnPaths() throws Exception {
        TranslatedProject project = translated("privileged: true, devices: [/dev/fuse, '/dev/sda:/dev/disk']");
        assertThat(project.pod("app").containers().get(0).resources().limits())
                .containsOnlyKeys("podman.io/device=/dev/sda:/dev/disk");
        assertThat(project.reasons(Code.NODE_LEVEL)).hasSize(1);
    }

    @Test
    void whatPodmanCannotNameIsReported() throws Exception {
        TranslatedProject project = translated("devices: [{source: '/dev/pci-0:1', target: /dev/disk}, 'no name=x']");
        assertThat(project.pod("app").containers().get(0).resources().limits()).isEmpty();
        assertThat(project.reasons(Code.NOT_FOR_PODMAN)).hasSize(1);
        assertThat(project.reasons(Code.NODE_LOST)).hasSize(1);
    }

    @Test
    void aNumberOfGpusIsKept() throws Exception {
        assertThat(translated("gpus: [{count: 0}]")
                        .pod("app")
                        .containers()
                        .get(0)
                        .resources()
                        .limits())
                .isEmpty();
        assertThat(translated("gpus: [{count: 65}]").reasons(Code.NODE_DIFFERS))
                .containsExactly("podman does not count more than 64 GPUs; the service gets all of them");
    }

    private TranslatedProject translated(String attributes) throws Exception {
        return TranslatedProject.of(
                folder, "services: {app: {image: example/app:1, " + attributes + "}}", TranslateOptions.ofPlayed());
    }
}
