package dev.sild.stacks.spec;

import dev.sild.model.Call;
import dev.sild.model.Container.Env;
import dev.sild.model.Container.PullPolicy;
import dev.sild.model.Disruption;
import dev.sild.model.Files;
import dev.sild.model.PodSecurity;
import dev.sild.model.Resources;
import dev.sild.model.Text;
import dev.sild.stacks.shared.ExternalBundles;
import dev.sild.stacks.shared.GeneratedFiles;
import dev.sild.stacks.shared.ModelValues;
import dev.sild.stacks.shared.StackProgram;
import dev.sild.v1alpha1.shared.ConfigFrom;
import dev.sild.v1alpha1.shared.ContainerSpec;
import dev.sild.v1alpha1.shared.Peer;
import dev.sild.v1alpha1.shared.ProgramSpec;
import dev.sild.v1alpha1.shared.ReplicatedSpec;
import dev.sild.v1alpha1.shared.ServerSpec;
import dev.sild.v1alpha1.shared.StorageSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the specs of several components have alike, from the generated classes to the model's. Only in the former may a
 * property without a default be null.
 */
public final class Shapes {
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

    /** Returns the constant of ours with the name of a generated one, whose class has no underscores. */
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

    /** Returns a container of a program that Sild runs, with the variables of the user. */
    public static StackProgram program(ProgramSpec spec, String usualImage) {
        return program(spec, usualImage, env(spec));
    }

    /**
     * Returns a container of a program that Sild runs.
     *
     * @param usualImage the image where the spec names none
     */
    static StackProgram program(ContainerSpec spec, String usualImage, List<Env> env) {
        return new StackProgram(
                spec.getImage() == null ? usualImage : spec.getImage(),
                Optional.ofNullable(spec.getImagePullPolicy()).map(policy -> same(PullPolicy.class, policy)),
                resources(spec.getResources()),
                env);
    }

    private static List<Env> env(ProgramSpec spec) {
        List<Env> env = new ArrayList<>();
        list(spec.getEnv()).forEach(variable -> env.add(ModelValues.env(variable.getName(), variable.getValue())));
        list(spec.getSecretEnv())
                .forEach(variable -> env.add(new Env(
                        variable.getName(),
                        new Text.SecretRef(ExternalBundles.secret(variable.getSecretName()), variable.getKey()))));
        return env;
    }

    /** Returns the Pod Security level that the pods of a program are made for. */
    public static PodSecurity level(ProgramSpec spec) {
        return same(PodSecurity.class, spec.getPodSecurity());
    }

    /** Returns the bundle, called by the component's name, of the user's own configuration file; empty for none. */
    public static Optional<Files> ownConfiguration(String component, String file, ServerSpec spec) {
        ConfigFrom from = spec.getConfigFrom();
        return from != null
                ? Optional.of(ExternalBundles.keyOf(from.getName(), from.getKey(), component, file))
                : Optional.ofNullable(spec.getConfig()).map(text -> GeneratedFiles.of(component, file, text));
    }

    /** Whether a claim outlives its component. */
    public static boolean isKept(StorageSpec storage) {
        return storage.getRetain().name().equals("KEEP");
    }

    /** Returns how many copies may be away at a time. */
    static Optional<Disruption> disruption(ReplicatedSpec spec) {
        return Optional.of(new Disruption.MaxUnavailable(
                Integer.toString(spec.getDisruptionBudget().getMaxUnavailable())));
    }

    /** Returns pods and addresses outside the stack. */
    public static List<Call.Peer> peers(List<Peer> allowed) {
        return list(allowed).stream().map(Shapes::peer).toList();
    }

    private static Call.Peer peer(Peer allowed) {
        return allowed.getCidr() != null
                ? new Call.Addresses(allowed.getCidr())
                : new Call.Pods(Optional.ofNullable(allowed.getNamespaceLabels()), map(allowed.getPodLabels()));
    }
}
