package dev.sild.operator.engine.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.sild.kubernetes.objects.StoredTree;
import dev.sild.model.Lookup;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object as it should be.
 *
 * @param ref which object
 * @param tree all that is stated of it, with the owner and the hash
 * @param hash what is stated, as a version and a hash of the object alone: it does not change with the operator's own
 *     version. It is there for all to read, so it says nothing of a Secret's data, which could be guessed from it
 * @param fingerprint a hash of all that is stated, which never leaves the process
 * @param kept whether it outlives its stack, and so has no owner
 */
public record Desired(Ref ref, Map<String, Object> tree, String hash, String fingerprint, boolean kept) {
    /** Raised only when what is hashed changes in kind: every object of every stack is then applied once. */
    private static final String VERSION = "v1-";

    private static final int HASH_BYTES = 12;
    /** The order of keys says nothing. */
    private static final ObjectMapper CANONICAL =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    /** Returns an object of a stack as its owner states it; the kind is one that stacks have. */
    public static Desired of(HasMetadata object, Owner owner, boolean kept) {
        return of(StoredTree.of(object), owner, kept);
    }

    /** Returns an object that is given as a tree; its maps are not changed. */
    public static Desired of(Map<String, Object> object, Owner owner, boolean kept) {
        ChildKind kind = ChildKind.of(text(object, "apiVersion"), text(object, "kind"))
                .orElseThrow(() -> new IllegalArgumentException(
                        "no stack creates objects of " + object.get("apiVersion") + " " + object.get("kind")));
        Map<String, Object> metadata = new LinkedHashMap<>(map(Lookup.required(object, "metadata")));
        metadata.put("namespace", owner.namespace());
        if (!kept) {
            metadata.put("ownerReferences", List.of(owner.reference()));
        }
        Map<String, Object> tree = new LinkedHashMap<>(object);
        tree.put("metadata", metadata);
        String fingerprint = hash(tree);
        Map<String, Object> told = new LinkedHashMap<>(tree);
        if (kind == ChildKind.SECRET) {
            told.remove("data");
        }
        String hash = VERSION + hash(told);
        Map<String, Object> annotations = new LinkedHashMap<>(map(metadata.get("annotations")));
        annotations.put(OwnerMarks.APPLIED, hash);
        metadata.put("annotations", annotations);
        return new Desired(new Ref(kind, owner.namespace(), text(metadata, "name")), tree, hash, fingerprint, kept);
    }

    /** Returns what is stated at a path of maps within maps; null where nothing is. */
    public @Nullable Object field(String... path) {
        Object value = tree;
        for (String name : path) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value;
    }

    private static String text(Map<String, Object> tree, String key) {
        return (String) Lookup.required(tree, key);
    }

    private static String hash(Map<String, Object> tree) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(CANONICAL.writeValueAsBytes(tree));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException(
                    "every Java platform provides SHA-256, and the tree contains only" + " JSON values", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }
}
