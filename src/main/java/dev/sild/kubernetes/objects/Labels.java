package dev.sild.kubernetes.objects;

import dev.sild.model.Application;
import dev.sild.model.Component;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The labels of everything Sild makes.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/">Recommended
 *     Labels</a>
 */
public final class Labels {
    /** Which app an object belongs to: a stack's kind, or the component of a converted project. */
    public static final String NAME = "app.kubernetes.io/name";
    /** Which component of its application an object belongs to. */
    public static final String COMPONENT = "app.kubernetes.io/component";
    /** Which application an object belongs to. */
    public static final String INSTANCE = "app.kubernetes.io/instance";

    /** Which stack an object belongs to; objects of a converted project have {@link #INSTANCE} with the same value. */
    public static final String PART_OF = "app.kubernetes.io/part-of";
    /** Who made an object: {@code sild} for all of ours. */
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    /** What marks the objects of a converted project's chart, of which Helm is the manager. */
    public static final String CONVERTED = "sild.dev/converted";

    /** The annotation of pods with a hash of the mounted files and Secrets. */
    public static final String FILES_CHECKSUM = "sild.dev/files";

    public static final String NETWORK = "network.sild.dev/";
    public static final String VOLUME = "volume.sild.dev/";
    /** What marks pods on the network of their node that must be on one. */
    public static final String HOST_NETWORK = "node.sild.dev/network";

    public static final String ENDPOINT = "endpoint.sild.dev/";

    private Labels() {}

    /**
     * The labels by which a component's pods are selected: immutable in a cluster, so never to be changed here. A
     * component is an app by its own name, or a part of the one that its application is.
     */
    public static Map<String, String> selector(Application application, String component) {
        String app = application.naming().app();
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(NAME, app.isEmpty() ? component : app);
        labels.put(INSTANCE, application.name());
        if (!app.isEmpty()) {
            labels.put(COMPONENT, component);
        }
        return labels;
    }

    /** Returns the component that labels are of, as {@link #selector} writes it or a chart; empty where of none. */
    public static String component(Map<String, String> labels) {
        return labels.getOrDefault(COMPONENT, labels.getOrDefault(NAME, ""));
    }

    /** The labels by which the pods of all components are selected; as immutable. */
    public static Map<String, String> selector(Application application) {
        String app = application.naming().app();
        Map<String, String> labels = new LinkedHashMap<>();
        if (!app.isEmpty()) {
            labels.put(NAME, app);
        }
        labels.put(INSTANCE, application.name());
        return labels;
    }

    /** Returns a selector of everything that has all of these labels. */
    public static LabelSelector matching(Map<String, String> labels) {
        LabelSelector selector = new LabelSelector();
        selector.setMatchLabels(labels);
        return selector;
    }

    /** The labels of an object that belongs to one component. */
    public static Map<String, String> of(Application application, String component) {
        return marked(application, selector(application, component));
    }

    /** The labels of an object that belongs to the whole application. */
    public static Map<String, String> of(Application application) {
        return marked(application, selector(application));
    }

    /** The labels of a component's pods. */
    public static Map<String, String> ofPods(Application application, String component) {
        Map<String, String> labels = selector(application, component);
        if (application.naming().hasApp()) {
            labels.put(PART_OF, application.name());
        }
        return labels;
    }

    private static Map<String, String> marked(Application application, Map<String, String> labels) {
        if (application.naming().hasApp()) {
            labels.put(PART_OF, application.name());
        }
        labels.put(MANAGED_BY, "sild");
        return labels;
    }

    /** The labels of a component's workload. */
    public static Map<String, String> ofWorkload(Application application, Component component) {
        Map<String, String> labels = new LinkedHashMap<>(component.labels());
        labels.putAll(of(application, component.name()));
        return labels;
    }
}
