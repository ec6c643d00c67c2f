package dev.sild.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.convert.ConvertRun;
import dev.sild.images.ImageFacts;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** The kubelet gives a new volume, and a folder that it makes in one for a subPath, to root and the pod's group. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void knownUsersCanWriteToTheDataFoldersOfTheirImages(boolean around) throws Exception {
        StringBuilder services = new StringBuilder();
        StringBuilder volumes = new StringBuilder();
        int count = 0;
        for (String line : imagesOfOtherUsersThanRoot()) {
            String[] words = line.split(" ");
            String service = "image" + count++;
            services.append("  ")
                    .append(service)
                    .append(": {image: '")
                    .append(image(words[0]))
                    .append("', volumes: [");
            int number = 0;
            for (String path : Set.of(words[1].split(","))) {
                String target = around ? path.substring(0, path.lastIndexOf('/')) : path;
                if (target.isEmpty() || volumes.indexOf("  " + service + target.replace('/', '-') + ":\n") >= 0) {
                    continue;
                }
                String volume = service + target.replace('/', '-');
                services.append(number++ == 0 ? "" : ", ")
                        .append("'")
                        .append(volume + ":" + target)
                        .append("'");
                volumes.append("  ").append(volume).append(":\n");
            }
            services.append("]}\n");
        }
        assertThat(count).isGreaterThan(60);

        assertThat(summary("name: shop\nservices:\n" + services + "volumes:\n" + volumes)
                        .lines())
                .filteredOn(line -> line.startsWith("  data in ") && line.contains("claim "))
                .hasSizeGreaterThan(50)
                .allMatch(line -> line.contains(", writable (fsGroup ") || line.contains("an init container makes"));
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

    /** Returns each image of the table, with its limit to tags, and the data folders that it has. */
    private static List<String> imagesOfOtherUsersThanRoot() throws Exception {
        Pattern line = Pattern.compile("(\\S+) .*?\\bu=\\d.*? d=(\\S+).*|(\\S+) .*?d=(\\S+) .*?u=\\d.*");
        try (InputStream table = ImageFacts.class.getResourceAsStream("images.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(text -> !text.startsWith("#"))
                    .map(line::matcher)
                    .filter(Matcher::matches)
                    .map(found -> found.group(1) == null
                            ? found.group(3) + " " + found.group(4)
                            : found.group(1) + " " + found.group(2))
                    .toList();
        }
    }

    /** Returns an image with a tag that a line of the table is limited to. */
    private static String image(String limited) {
        return limited.contains("#") ? limited.replaceFirst("#\\^?", ":").replace('+', '-') : limited + ":1";
    }

    private String summary(String compose, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-f", "-", "--summary"));
        all.addAll(List.of(arguments));
        return ConvertRun.run(folder, Map.of(), compose, all).err();
    }
}
