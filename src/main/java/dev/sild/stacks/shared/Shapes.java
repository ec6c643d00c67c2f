package dev.sild.stacks.shared;

import dev.sild.model.Call;
import dev.sild.model.Container.Env;
import dev.sild.model.Container.PullPolicy;
import dev.sild.model.Disruption;
import dev.sild.model.Pod;
import dev.sild.model.PodSecurity;
import dev.sild.model.Port;
import dev.sild.model.Resources;
import dev.sild.model.Text;
import dev.sild.v1alpha1.shared.DisruptionBudget;
import dev.sild.v1alpha1.shared.ImagePullSecrets;
import dev.sild.v1alpha1.shared.Peer;
import dev.sild.v1alpha1.shared.SecretEnv;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What several components say alike, from the classes of the resource to the model's. Whatever the schema has no
 * default for may be null in the former; it is nowhere else.
 */
public final class Shapes {
    private static final BigDecimal MILLI = BigDecimal.valueOf(1000);

    private Shapes() {}

    /** Returns a list that may be null as one that is not. */
    public static <T> List<T> list(List<T> list) {
        return list == null ? List.of() : list;
    }

    /** Returns a map that may be null as one that is not. */
    public static <V> Map<String, V> map(Map<String, V> map) {
        return map == null ? Map.of() : map;
    }

    /** Returns a text that may be null as one that is not. */
    public static String text(String text) {
        return text == null ? "" : text;
    }

    /** Returns the constant of ours that is called as one of theirs, whose class knows no underscores. */
    public static <E extends Enum<E>> E same(Class<E> ours, Enum<?> theirs) {
        return Arrays.stream(ours.getEnumConstants())
                .filter(constant ->
                        constant.name().replace("_", "").equals(theirs.name().replace("_", "")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(ours.getSimpleName() + " has no " + theirs));
    }

    /** Returns what a container may use. */
    public static Resources resources(ResourceRequirements requirements) {
        return new Resources(quantities(requirements.getLimits()), quantities(requirements.getRequests()), Map.of());
    }

    private static Map<String, String> quantities(Map<String, Quantity> quantities) {
        Map<String, String> texts = new LinkedHashMap<>();
        map(quantities).forEach((name, quantity) -> texts.put(name, quantity.toString()));
        return texts;
    }

    /** Returns a limit in bytes; nothing where there is none. */
    public static OptionalLong memoryLimit(ResourceRequirements requirements) {
        Quantity limit = map(requirements.getLimits()).get("memory");
        return limit == null ? OptionalLong.empty() : OptionalLong.of(bytes(limit.toString()));
    }

    /** Returns a limit in bytes; nothing where there is none. */
    public static OptionalLong memoryLimit(Resources resources) {
        String limit = resources.limits().get("memory");
        return limit == null ? OptionalLong.empty() : OptionalLong.of(bytes(limit));
    }

    /** Returns a limit in thousandths of a core; nothing where there is none. */
    public static OptionalLong cpuLimit(ResourceRequirements requirements) {
        Quantity limit = map(requirements.getLimits()).get("cpu");
        return limit == null
                ? OptionalLong.empty()
                : OptionalLong.of(limit.getNumericalAmount().multiply(MILLI).longValue());
    }

    /** Returns a quantity such as {@code 1Gi} in bytes. */
    public static long bytes(String quantity) {
        return Quantity.getAmountInBytes(new Quantity(quantity)).longValue();
    }

    /**
     * Returns a container's environment: ours first, as what stands later may be made of it, then the user's, each of
     * which takes the place of one of ours of its name.
     */
    public static List<Env> env(List<Env> ours, List<dev.sild.v1alpha1.shared.Env> plain, List<SecretEnv> secret) {
        List<Env> users = new ArrayList<>();
        list(plain).forEach(variable -> users.add(env(variable.getName(), variable.getValue())));
        list(secret)
                .forEach(variable -> users.add(new Env(
                        variable.getName(),
                        new Text.SecretRef(ExternalBundles.secret(variable.getSecretName()), variable.getKey()))));
        return env(ours, users);
    }

    /** Returns the variables, ours first, of which the user's each take the place of one of ours of their name. */
    public static List<Env> env(List<Env> ours, List<Env> users) {
        Map<String, Text> variables = new LinkedHashMap<>();
        ours.forEach(variable -> variables.put(variable.name(), variable.value()));
        users.forEach(variable -> variables.put(variable.name(), variable.value()));
        List<Env> env = new ArrayList<>();
        variables.forEach((name, value) -> env.add(new Env(name, value)));
        return env;
    }

    /** Returns a variable with a plain value. */
    public static Env env(String name, String value) {
        return new Env(name, Text.of(value));
    }

    /** Returns how many copies may be away at a time. */
    public static Optional<Disruption> disruption(DisruptionBudget budget) {
        return Optional.of(new Disruption.MaxUnavailable(Integer.toString(budget.getMaxUnavailable())));
    }

    /** Returns pods and addresses that are none of the stack's. */
    public static List<Call.Peer> peers(List<Peer> allowed) {
        return list(allowed).stream().map(Shapes::peer).toList();
    }

    private static Call.Peer peer(Peer allowed) {
        return allowed.getCidr() != null
                ? new Call.Addresses(allowed.getCidr())
                : new Call.Pods(Optional.ofNullable(allowed.getNamespaceLabels()), map(allowed.getPodLabels()));
    }

    /** Returns a port that the user or the program names. */
    public static Port port(int number, String name, String appProtocol) {
        return new Port(number, Port.Protocol.TCP, name, appProtocol, Port.Source.DECLARED);
    }

    /** Returns when an image is pulled. */
    public static Optional<PullPolicy> pulled(Enum<?> policy) {
        return Optional.ofNullable(policy).map(theirs -> same(PullPolicy.class, theirs));
    }

    /** Returns a pod of a stack. */
    public static Pod pod(
            PodSecurity level,
            Optional<Long> fsGroup,
            Optional<Long> graceSeconds,
            Map<String, String> labels,
            Map<String, String> annotations,
            List<ImagePullSecrets> pullSecrets) {
        return Pod.secured(level, fsGroup, graceSeconds, pullSecrets(pullSecrets), map(labels), map(annotations));
    }

    /** Returns the names of Secrets for pulling images. */
    public static List<String> pullSecrets(List<ImagePullSecrets> pullSecrets) {
        return list(pullSecrets).stream().map(ImagePullSecrets::getName).toList();
    }
}
