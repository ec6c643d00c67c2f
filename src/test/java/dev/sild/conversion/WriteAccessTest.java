package dev.sild.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.convert.ConvertRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the summary says of the user of a service and its data; {@code ServiceSummaryTest} compares it with objects. */
@Tag("executable")
class WriteAccessTest {
    @TempDir
    Path folder;

    @Test
    void tellsWhetherTheUserCanWriteAndWhy() {
        assertThat(summary("""
          name: shop
          services:
            db: {image: "postgres:16", volumes: ["db:/var/lib/postgresql/data"]}
            moved: {image: "postgres:16", environment: {PGDATA: /pg}, volumes: ["moved:/pg"]}
            owner: {image: example/web:1, user: "1000:1001", volumes: ["files:/files", "/srv/share:/share"]}
            reader: {image: example/web:1, user: "1000", volumes: ["files:/files:ro"]}
            stranger: {image: example/web:1, volumes: ["own:/own"], tmpfs: /run}
            chief: {image: example/web:1, user: "0", volumes: ["other:/other", "/srv/share:/share", "net:/net"]}
          volumes:
            db:
            moved:
            files:
            own:
            other:
            net: {driver_opts: {type: nfs, o: "addr=10.0.0.2,rw", device: ":/export"}}
          """))
                .contains(
                        "data in /var/lib/postgresql/data: claim shop-db, kept, writable (the image starts as root and"
                                + " gives the folder to its user)",
                        "data in /pg: claim shop-moved, kept, perhaps writable (the image starts as root and runs as user"
                                + " 999)",
                        "data in /files: claim shop-files, kept, writable (fsGroup 1001)",
                        "data in /share: /srv/share of the node, kept on its node; another node has other data, perhaps"
                                + " writable (the folder of the node has an owner of its own)",
                        "data in /files: claim shop-files, kept, not writable (mounted read-only)",
                        "data in /own: claim shop-own, kept, perhaps writable (as in the image, whose folder's owner and"
                                + " mode it has)",
                        "data in /run: memory, lost when the pod is replaced, writable (any user can)",
                        "data in /other: claim shop-other, kept, writable (runs as root)",
                        "kept on its node; another node has other data, writable (runs as root)",
                        "data in /net: /export of 10.0.0.2, kept, perhaps writable (the NFS server decides)");
    }

    @Test
    void aClaimOfSeveralNodesMayIgnoreTheGroup() {
        assertThat(summary("""
          name: shop
          services:
            web: {image: example/web:1, user: "1000", volumes: [{type: volume, source: files, target: /files, volume: {nocopy: true}}]}
          volumes:
            files: {x-sild: {access: ReadWriteMany}}
          """)).contains("perhaps writable (fsGroup may not apply to a ReadWriteMany claim)");
    }

    @Test
    void withPodmanAVolumeHasTheOwnerOfTheImagesFolder() {
        assertThat(summary("""
          name: shop
          services:
            web: {image: example/web:1, user: "1000", volumes: ["files:/files"]}
          volumes:
            files:
          """, "--target", "podman"))
                .contains("perhaps writable (as in the image, whose folder's owner and mode it has)");
    }

    private String summary(String compose, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-f", "-", "--summary"));
        all.addAll(List.of(arguments));
        return ConvertRun.run(folder, Map.of(), compose, all).err();
    }
}
