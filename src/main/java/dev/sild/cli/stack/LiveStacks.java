package dev.sild.cli.stack;

import dev.sild.schema.Crd;
import dev.sild.schema.Crds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The stacks of a cluster, and which of them a user means. */
public final class LiveStacks {
    /**
     * The stack that the words of a command line name, and the words that are left.
     *
     * @param stack the stack
     * @param rest the words after it
     */
    public record Chosen(LiveStack stack, List<String> rest) {
        public Chosen {
            rest = List.copyOf(rest);
        }
    }

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
        List<LiveStack> stacks = new ArrayList<>();
        boolean defined = false;
        for (Crd crd : Crds.ofSild().all()) {
            try {
                var every = client.genericKubernetesResources(LiveStack.context(crd));
                List<GenericKubernetesResource> found = (namespace.isEmpty()
                                ? every.inAnyNamespace()
                                : every.inNamespace(namespace))
                        .list()
                        .getItems();
                found.forEach(resource -> stacks.add(new LiveStack(crd, complete(crd, resource))));
                defined = true;
            } catch (KubernetesClientException refused) {
                if (refused.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                    throw refused;
                }
            }
        }
        if (!defined) {
            throw new VerbException("the cluster has no definitions of stacks; install the chart, or run"
                    + " 'sild crds | kubectl apply --server-side -f -'");
        }
        stacks.sort(Comparator.comparing(LiveStack::namespace)
                .thenComparing(LiveStack::name)
                .thenComparing(LiveStack::kind));
        return List.copyOf(stacks);
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

    /**
     * Returns the stack that the first word names, as {@code NAME} or {@code KIND/NAME}; without such a word, the only
     * stack of the namespace.
     *
     * @throws VerbException where no stack, or more than one, is meant
     */
    public Chosen choose(String namespace, List<String> words) {
        List<LiveStack> all = in(namespace);
        if (all.isEmpty()) {
            throw new VerbException("namespace " + namespace
                    + " has no stack; choose another with -n NAMESPACE, or list all with 'sild status -A'");
        }
        if (!words.isEmpty()) {
            List<LiveStack> named =
                    all.stream().filter(stack -> isMeant(stack, words.get(0))).toList();
            if (named.size() == 1) {
                return new Chosen(named.get(0), words.subList(1, words.size()));
            }
            if (named.size() > 1) {
                throw new VerbException(
                        "'" + words.get(0) + "' is the name of " + listed(named) + "; use one of these");
            }
        }
        if (all.size() == 1 && (words.isEmpty() || !words.get(0).contains("/"))) {
            return new Chosen(all.get(0), words);
        }
        throw new VerbException(
                words.isEmpty()
                        ? "namespace " + namespace + " has several stacks; name one of " + listed(all)
                        : "namespace " + namespace + " has no stack '" + words.get(0) + "'; it has " + listed(all));
    }

    private static boolean isMeant(LiveStack stack, String word) {
        int slash = word.indexOf('/');
        if (slash < 0) {
            return word.equals(stack.name());
        }
        String kind = word.substring(0, slash).toLowerCase(Locale.ROOT);
        return word.substring(slash + 1).equals(stack.name())
                && (kind.equals(stack.kind().toLowerCase(Locale.ROOT))
                        || stack.crd().names().contains(kind));
    }

    private static String listed(List<LiveStack> stacks) {
        return stacks.stream().map(LiveStack::toString).collect(Collectors.joining(", "));
    }
}
