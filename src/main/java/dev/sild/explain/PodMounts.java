package dev.sild.explain;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the containers of a pod mount its volumes. */
final class PodMounts {
    private PodMounts() {}

    /** Returns the first {@code mountPath} of a volume, under that key; nothing if no container mounts it. */
    static Map<String, Object> of(FieldScope spec, String volume) {
        return Stream.of("containers", "initContainers")
                .flatMap(key -> list(spec.fields().get(key)))
                .flatMap(container -> list(container.get("volumeMounts")))
                .filter(mount -> volume.equals(mount.get("name")))
                .findFirst()
                .<Map<String, Object>>map(mount -> Map.of("mountPath", mount.get("mountPath")))
                .orElse(Map.of());
    }

    private static Stream<Map<?, ?>> list(@Nullable Object value) {
        return value instanceof List<?> list ? list.stream().map(item -> (Map<?, ?>) item) : Stream.empty();
    }
}
