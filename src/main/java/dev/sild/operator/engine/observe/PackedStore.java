package dev.sild.operator.engine.observe;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Keeps objects as compressed JSON and unpacks them when they are read. An object as maps takes some 15 KB, most of it
 * for who manages which field, and packed less than a tenth of that; it is read only when its stack is looked at.
 */
final class PackedStore implements ItemStore<GenericKubernetesResource> {
    /** An object as it was last read, until the next garbage collection: a look at a stack reads it several times. */
    private static final class Packed extends WeakReference<GenericKubernetesResource> {
        private final byte[] bytes;

        Packed(byte[] bytes, GenericKubernetesResource object) {
            super(object);
            this.bytes = bytes;
        }
    }

    private final KubernetesSerialization serialization;
    private final Map<String, Packed> items = new ConcurrentHashMap<>();
    /** The first object: all of a kind are much alike, so the others are compressed with it as a dictionary. */
    private final AtomicReference<byte[]> alike = new AtomicReference<>();

    PackedStore(KubernetesSerialization serialization) {
        this.serialization = serialization;
    }

    @Override
    public String getKey(GenericKubernetesResource object) {
        return Cache.metaNamespaceKeyFunc(object);
    }

    @Override
    public @Nullable GenericKubernetesResource put(String key, GenericKubernetesResource object) {
        return unpacked(items.put(key, new Packed(packed(object), object)));
    }

    @Override
    public @Nullable GenericKubernetesResource remove(String key) {
        return unpacked(items.remove(key));
    }

    @Override
    public Stream<String> keySet() {
        return items.keySet().stream();
    }

    /** Returns the objects with what they are found by only: the informer collects all of them after each listing. */
    @Override
    public Stream<GenericKubernetesResource> values() {
        return items.values().stream().map(this::unpacked).map(PackedStore::identified);
    }

    private static GenericKubernetesResource identified(GenericKubernetesResource object) {
        GenericKubernetesResource identified = new GenericKubernetesResource();
        identified.setApiVersion(object.getApiVersion());
        identified.setKind(object.getKind());
        identified.setMetadata(new ObjectMetaBuilder()
                .withNamespace(object.getMetadata().getNamespace())
                .withName(object.getMetadata().getName())
                .withUid(object.getMetadata().getUid())
                .withResourceVersion(object.getMetadata().getResourceVersion())
                .withLabels(object.getMetadata().getLabels())
                .withOwnerReferences(object.getMetadata().getOwnerReferences())
                .build());
        return identified;
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public @Nullable GenericKubernetesResource get(String key) {
        Packed packed = items.get(key);
        GenericKubernetesResource object = unpacked(packed);
        if (packed != null && object != null && packed.get() == null) {
            items.replace(key, packed, new Packed(packed.bytes, object));
        }
        return object;
    }

    /** Says that objects are to be reported as they are listed, instead of all at once when the last one is known. */
    @Override
    public boolean isFullState() {
        return false;
    }

    /** Returns how many bytes the packed objects have. */
    long bytes() {
        return items.values().stream().mapToLong(packed -> packed.bytes.length).sum();
    }

    private byte[] packed(GenericKubernetesResource object) {
        byte[] plain = serialization.asJson(object).getBytes(StandardCharsets.UTF_8);
        // The first of them has none itself.
        Optional<byte[]> dictionary = Optional.ofNullable(alike.get());
        alike.compareAndSet(null, plain);
        Deflater deflater = new Deflater();
        try {
            dictionary.ifPresent(deflater::setDictionary);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
            try (DeflaterOutputStream stream = new DeflaterOutputStream(bytes, deflater)) {
                stream.write(plain);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory takes any bytes", e);
        } finally {
            deflater.end();
        }
    }

    private byte[] plain(byte[] packed) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            ByteArrayOutputStream plain = new ByteArrayOutputStream(8 * packed.length);
            byte[] buffer = new byte[4096];
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                plain.write(buffer, 0, length);
                if (inflater.needsDictionary()) {
                    inflater.setDictionary(alike.get());
                }
            }
            return plain.toByteArray();
        } catch (DataFormatException e) {
            throw new IllegalStateException("what this store has packed can be unpacked", e);
        } finally {
            inflater.end();
        }
    }

    private @Nullable GenericKubernetesResource unpacked(@Nullable Packed packed) {
        if (packed == null) {
            return null;
        }
        GenericKubernetesResource object = packed.get();
        return object != null
                ? object
                : serialization.unmarshal(
                        new ByteArrayInputStream(plain(packed.bytes)), GenericKubernetesResource.class);
    }
}
