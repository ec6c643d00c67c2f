package dev.sild.kubernetes.storage;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.kubernetes.objects.ObjectMetadata;
import dev.sild.model.Application;
import dev.sild.model.Files;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** File bundles as ConfigMaps and Secrets. */
public final class FileObjects {
    private FileObjects() {}

    /** Returns the object of a bundle; empty if the bundle is supplied from elsewhere. */
    public static Optional<HasMetadata> of(Application application, Files files) {
        if (!files.supplied()) {
            return Optional.empty();
        }
        Map<String, String> labels =
                files.owner().map(owner -> Labels.of(application, owner)).orElseGet(() -> Labels.of(application));
        ObjectMeta metadata = ObjectMetadata.of(application.naming().object(files.name()), labels);
        return Optional.of(files.secret() ? secret(files, metadata) : configMap(files, metadata));
    }

    private static HasMetadata secret(Files files, ObjectMeta metadata) {
        Map<String, String> data = new LinkedHashMap<>();
        for (Files.Entry entry : files.entries()) {
            data.put(entry.key(), Base64.getEncoder().encodeToString(entry.content()));
        }
        Secret secret = new Secret();
        secret.setMetadata(metadata);
        secret.setData(data);
        return secret;
    }

    private static HasMetadata configMap(Files files, ObjectMeta metadata) {
        Map<String, String> data = new LinkedHashMap<>();
        Map<String, String> binaryData = new LinkedHashMap<>();
        for (Files.Entry entry : files.entries()) {
            Optional<String> text = text(entry.content());
            if (text.isPresent()) {
                data.put(entry.key(), text.get());
            } else {
                binaryData.put(entry.key(), Base64.getEncoder().encodeToString(entry.content()));
            }
        }
        ConfigMap configMap = new ConfigMap();
        configMap.setMetadata(metadata);
        configMap.setData(data);
        configMap.setBinaryData(binaryData);
        return configMap;
    }

    /** Returns the bytes as text where they are UTF-8 without NUL, which is what {@code data} may hold. */
    private static Optional<String> text(byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
