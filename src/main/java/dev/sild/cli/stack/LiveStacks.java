package dev.sild.cli.stack;

import dev.sild.cli.options.ClusterOptions;
import dev.sild.schema.Crd;
import dev.sild.schema.Crds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;

/** The stacks of a cluster. */
public final class LiveStacks {
    private final KubernetesClient client;

    /** Creates an instance that reads through a client, which the caller must close. */
    public LiveStacks(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Returns the stacks of a namespace, by name.
     *
     * @throws VerbException where the cluster has no definition of stacks
     */
    public List<LiveStack> in(String namespace) {
        return all(namespace);
    }

    /** Returns the stacks of all namespaces, by namespace and name. */
    public List<LiveStack> everywhere() {
        return all("");
    }

    private List<LiveStack> all(String namespace) {
        List<LiveStack> all = listed(namespace);
        if (all.isEmpty()) {
            requireDefinitions();
        }
        return all;
    }

    /**
     * Returns the stacks of a namespace, or of all if it is empty; none where the cluster has no definition of stacks.
     *
     * @throws KubernetesClientException also where the user may not read them
     */
    List<LiveStack> listed(String namespace) {
        List<KubernetesClientException> forbidden = new ArrayList<>();
        List<LiveStack> all = read(namespace, (crd, refused) -> forbidden.add(refused));
        if (!forbidden.isEmpty() && areDefined()) {
            throw forbidden.get(0);
        }
        return all;
    }

    /** Returns the same, without what the user may not read. */
    Listing<LiveStack> list(String namespace) {
        List<String> unread = new ArrayList<>();
        List<LiveStack> all =
                read(namespace, (crd, refused) -> unread.add(ClusterOptions.forbidden(crd.plural(), refused)));
        return new Listing<>(all, !unread.isEmpty() && areDefined() ? unread : List.of());
    }

    private List<LiveStack> read(String namespace, BiConsumer<Crd, KubernetesClientException> forbidden) {
        List<LiveStack> stacks = new ArrayList<>();
        for (Crd crd : Crds.ofSild().all()) {
            try {
                var every = client.genericKubernetesResources(LiveStack.context(crd));
                List<GenericKubernetesResource> found = (namespace.isEmpty()
                                ? every.inAnyNamespace()
                                : every.inNamespace(namespace))
                        .list()
                        .getItems();
                found.forEach(resource -> stacks.add(new LiveStack(crd, complete(crd, resource))));
            } catch (KubernetesClientException refused) {
                if (refused.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                    forbidden.accept(crd, refused);
                } else if (refused.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                    throw refused;
                }
            }
        }
        stacks.sort(Comparator.comparing(LiveStack::namespace)
                .thenComparing(LiveStack::name)
                .thenComparing(LiveStack::kind));
        return List.copyOf(stacks);
    }

    /**
     * Whether the cluster has a definition of stacks. Everyone may ask for this, while an API server refuses who has no
     * rights to a kind before it finds that it does not know the kind.
     */
    private boolean areDefined() {
        return Crds.ofSild().all().stream()
                .map(crd -> "/apis/" + crd.apiVersion())
                .distinct()
                .anyMatch(group -> client.raw(group) != null);
    }

    /** @throws VerbException where the cluster has no definition of stacks */
    void requireDefinitions() {
        if (!areDefined()) {
            throw new VerbException("the cluster has no definitions of stacks; install the chart, or run"
                    + " 'sild crds | kubectl apply --server-side -f -'");
        }
    }

    /** Items of a list do not say what they are. */
    private static GenericKubernetesResource complete(Crd crd, GenericKubernetesResource resource) {
        resource.setApiVersion(crd.apiVersion());
        resource.setKind(crd.kind());
        return resource;
    }

    /** Returns a stack as it is now. */
    public LiveStack now(LiveStack stack) {
        GenericKubernetesResource resource = client.genericKubernetesResources(LiveStack.context(stack.crd()))
                .inNamespace(stack.namespace())
                .withName(stack.name())
                .get();
        if (resource == null) {
            throw new VerbException(stack + " was deleted");
        }
        return new LiveStack(stack.crd(), resource);
    }
}
