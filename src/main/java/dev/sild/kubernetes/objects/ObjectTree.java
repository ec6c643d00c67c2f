package dev.sild.kubernetes.objects;

import dev.sild.units.CanonicalQuantity;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Kubernetes objects as plain maps, lists and scalars: what is null or an empty collection is left out, what is an
 * empty object ({@code emptyDir: {}}) stays. Calls the model's getters, since Jackson, or a look at its annotations
 * alone, would take much of a short command's time; the order of keys is fixed here and does not depend on the classes.
 */
public final class ObjectTree {
    /** The order of keys: some first, the rest by the alphabet. */
    private static final class Order {
        /** As people write manifests. */
        static final Order USUAL = new Order(
                "apiVersion",
                "kind",
                "metadata",
                "name",
                "namespace",
                "labels",
                "annotations",
                "spec",
                "type",
                "image",
                "imagePullPolicy",
                "command",
                "args",
                "workingDir",
                "clusterIP",
                "serviceName",
                "replicas",
                "completions",
                "parallelism",
                "backoffLimit",
                "selector",
                "podSelector",
                "policyTypes",
                "ports",
                "containerPort",
                "key",
                "path",
                "port",
                "exec",
                "httpGet",
                "tcpSocket",
                "grpc",
                "initialDelaySeconds",
                "periodSeconds",
                "timeoutSeconds",
                "minReadySeconds",
                "strategy",
                "updateStrategy",
                "template",
                "envFrom",
                "env",
                "accessModes",
                "resources",
                "startupProbe",
                "livenessProbe",
                "readinessProbe",
                "lifecycle",
                "volumeMounts",
                "hostname",
                "subdomain",
                "serviceAccountName",
                "automountServiceAccountToken",
                "enableServiceLinks",
                "restartPolicy",
                "initContainers",
                "containers");
        /** That of names that contain a hash, which another order would change: never to be changed. */
        static final Order HASHED = new Order(
                "apiVersion",
                "kind",
                "metadata",
                "name",
                "namespace",
                "image",
                "command",
                "args",
                "spec",
                "selector",
                "template");

        private final List<String> first;

        private final ClassValue<List<Property>> properties = new ClassValue<>() {
            @Override
            protected List<Property> computeValue(Class<?> type) {
                return read(type, Order.this);
            }
        };

        Order(String... first) {
            this.first = List.of(first);
        }

        private int rank(String name) {
            int index = first.indexOf(name);
            return index < 0 ? first.size() : index;
        }
    }

    /** Where the model keeps fields it does not know: ours has none but those of kinds that it does not know at all. */
    private static final String UNKNOWN_FIELDS = "additionalProperties";

    private record Property(String name, Method getter) {}

    private ObjectTree() {}

    /** Returns {@code object}'s fields by their JSON names, all the way down. */
    public static Map<String, Object> of(Object object) {
        return of(object, Order.USUAL);
    }

    /** Returns a text of all fields of {@code object} for a hash that is part of a name. */
    public static String hashed(Object object) {
        return of(object, Order.HASHED).toString();
    }

    private static Map<String, Object> of(Object object, Order order) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (object instanceof GenericKubernetesResource generic) {
            tree.put("apiVersion", generic.getApiVersion());
            tree.put("kind", generic.getKind());
            tree.put("metadata", of(generic.getMetadata(), order));
            tree.putAll(map(generic.getAdditionalProperties(), order));
            return tree;
        }
        for (Property property : order.properties.get(object.getClass())) {
            Object value = value(get(property.getter(), object), order);
            if (value != null) {
                tree.put(property.name(), value);
            }
        }
        return tree;
    }

    private static @Nullable Object value(Object value, Order order) {
        if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Quantity quantity) {
            return CanonicalQuantity.of(quantity.toString());
        }
        if (value instanceof IntOrString intOrString) {
            return intOrString.getValue();
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty() ? null : map(map, order);
        }
        if (value instanceof Collection<?> list) {
            return list.isEmpty() ? null : list(list, order);
        }
        return of(value, order);
    }

    private static Map<String, Object> map(Map<?, ?> map, Order order) {
        Map<String, Object> tree = new LinkedHashMap<>();
        map.forEach((key, value) -> tree.put((String) key, value(value, order)));
        return tree;
    }

    private static List<Object> list(Collection<?> list, Order order) {
        List<Object> tree = new ArrayList<>(list.size());
        for (Object item : list) {
            tree.add(value(item, order));
        }
        return tree;
    }

    private static List<Property> read(Class<?> type, Order order) {
        List<Property> properties = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.getName().equals(UNKNOWN_FIELDS)) {
                // A field that is named after a Java keyword has an underscore before it.
                String name = field.getName().startsWith("_") ? field.getName().substring(1) : field.getName();
                properties.add(new Property(name, getter(type, name)));
            }
        }
        properties.sort(Comparator.comparingInt((Property property) -> order.rank(property.name()))
                .thenComparing(Property::name));
        return properties;
    }

    private static Method getter(Class<?> type, String name) {
        try {
            return type.getMethod("get" + Character.toUpperCase(name.charAt(0)) + name.substring(1));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("no getter for " + name + " in the model class " + type.getSimpleName(), e);
        }
    }

    private static Object get(Method getter, Object object) {
        try {
            return getter.invoke(object);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the getters of the model are public and throw no exceptions", e);
        }
    }
}
