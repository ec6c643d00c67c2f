package dev.sild.output.layout;

import static dev.sild.yaml.YamlMap.map;

import dev.sild.model.Origin;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where Secrets are written.
 *
 * @param storeKind for {@link SecretsMode#EXTERNAL_SECRETS}: {@code SecretStore} or {@code ClusterSecretStore}
 * @param store the name of the store that has the values
 * @param recipients for {@link SecretsMode#SOPS}: the public keys of age that it encrypts to
 * @see <a href="https://external-secrets.io/latest/api/externalsecret/">ExternalSecret</a>
 */
public record SecretsPlace(SecretsMode mode, String storeKind, String store, List<String> recipients) {
    private static final String API = "external-secrets.io/v1";
    /** The key of a file: what follows the last dot in the name of a setting is a word. */
    private static final Pattern FILE = Pattern.compile("(?i)\\..+|.+\\.(?!txt$)[a-z][a-z0-9]{0,4}");

    /** Creates a place without a secret store. */
    public SecretsPlace(SecretsMode mode) {
        this(mode, "", "", List.of());
    }

    /** Creates a place with a secret store. */
    public SecretsPlace(SecretsMode mode, String storeKind, String store) {
        this(mode, storeKind, store, List.of());
    }

    /** Objects, and the Secrets that are kept apart from them. */
    public record Split(List<HasMetadata> open, List<HasMetadata> kept) {
        /** Returns all that are written. */
        public List<HasMetadata> all() {
            return Stream.concat(open.stream(), kept.stream()).toList();
        }
    }

    /**
     * Returns the objects that are written, Secrets with a file of their own separately.
     *
     * @param project names the place of the values in a store
     * @param findings takes what the user must make by hand
     */
    public Split split(List<HasMetadata> objects, String project, List<Finding> findings) {
        List<HasMetadata> open = new ArrayList<>();
        List<HasMetadata> kept = new ArrayList<>();
        for (HasMetadata object : objects) {
            if (!(object instanceof Secret secret) || mode == SecretsMode.INLINE) {
                open.add(object);
            } else if (mode.isLocal()) {
                kept.add(object);
            } else {
                findings.add(toCreate(secret, project));
                if (mode == SecretsMode.EXTERNAL_SECRETS) {
                    open.add(external(secret, project));
                }
            }
        }
        return new Split(open, kept);
    }

    private HasMetadata external(Secret secret, String project) {
        String name = secret.getMetadata().getName();
        List<Map<String, Object>> data = new ArrayList<>();
        for (String key : secret.getData().keySet()) {
            data.add(map("secretKey", key, "remoteRef", map("key", project + "/" + name, "property", key)));
        }
        GenericKubernetesResource resource = new GenericKubernetesResource();
        resource.setApiVersion(API);
        resource.setKind("ExternalSecret");
        ObjectMeta metadata = new ObjectMeta();
        metadata.setName(name);
        metadata.setNamespace(secret.getMetadata().getNamespace());
        metadata.setLabels(secret.getMetadata().getLabels());
        resource.setMetadata(metadata);
        resource.setAdditionalProperty(
                "spec",
                map(
                        "data",
                        data,
                        "refreshInterval",
                        "1h",
                        "secretStoreRef",
                        map("kind", storeKind, "name", store),
                        "target",
                        map("name", name)));
        return resource;
    }

    /** Returns the option for a key, with a word or a file to fill in; compose has an empty word for some. */
    private static String option(String key, String value) {
        return FILE.matcher(key).matches()
                ? " --from-file=" + key + "=FILE"
                : " --from-literal=" + key + (value.isEmpty() ? "=" : "=VALUE");
    }

    private Finding toCreate(Secret secret, String project) {
        String keys = (secret.getData().size() == 1 ? "the key " : "the keys ")
                + String.join(", ", secret.getData().keySet());
        String name = secret.getMetadata().getName();
        String namespace = secret.getMetadata().getNamespace();
        String namespaced = namespace == null ? "" : " -n " + namespace;
        return mode == SecretsMode.OMIT
                ? new Finding(
                        Code.SECRET_TO_CREATE,
                        Origin.NONE,
                        "the Secret '" + name + "' is not written; it must have " + keys,
                        "create it before you apply the manifests",
                        "kubectl create secret generic " + name + namespaced
                                + secret.getData().entrySet().stream()
                                        .map(entry -> option(entry.getKey(), entry.getValue()))
                                        .collect(Collectors.joining()))
                : new Finding(
                        Code.SECRET_TO_CREATE,
                        Origin.NONE,
                        "the " + storeKind + " '" + store + "' must have, under " + project + "/" + name + ", " + keys,
                        "add the values before you apply the manifests");
    }
}
