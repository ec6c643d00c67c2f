package dev.sild.kubernetes.workloads;

import dev.sild.kubernetes.objects.Index;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.model.Component;
import dev.sild.model.Files;
import dev.sild.model.Names;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What pods read when they start and the cluster does not tell them of: a hash of it in their template makes them roll
 * when it changes.
 */
final class Contents {
    private Contents() {}

    /**
     * Returns a hash of the files that a component mounts or takes its environment from; nothing where there are none.
     * Secrets are left out: the hash of a weak one can be guessed.
     */
    static Optional<String> ofFiles(Index index, Component component) {
        return index.checksums().computeIfAbsent(List.copyOf(component.files()), names -> ofFiles(index, names));
    }

    private static Optional<String> ofFiles(Index index, List<String> names) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String name : names) {
            Files files = index.files(name);
            if (!files.secret() && files.supplied()) {
                for (Files.Entry entry : files.entries()) {
                    byte[] head = (name + '\0' + entry.path() + '\0' + entry.content().length + '\0')
                            .getBytes(StandardCharsets.UTF_8);
                    all.write(head, 0, head.length);
                    all.write(entry.content(), 0, entry.content().length);
                }
            }
        }
        return hash(all.toByteArray());
    }

    /**
     * Returns a hash of which Secrets, and which ConfigMaps of someone else's, a component reads; nothing where it
     * reads none that is known.
     *
     * @param identities what tells each from what it was before, see {@link RenderOptions#identities()}
     */
    static Optional<String> ofOthers(Index index, Component component, Map<String, String> identities) {
        StringBuilder all = new StringBuilder();
        for (String name : component.files()) {
            Files files = index.files(name);
            String object = index.object(files);
            String identity = identities.get(files.secret() ? object : RenderOptions.identityOfConfigMap(object));
            if (identity != null) {
                all.append(name).append('\0').append(identity).append('\0');
            }
        }
        return hash(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> hash(byte[] all) {
        return all.length == 0 ? Optional.empty() : Optional.of("sha256-" + Names.sha256(all));
    }
}
