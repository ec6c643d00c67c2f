package dev.sild.compose.translate.source;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.model.Names;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Kubernetes allows as keys and values of labels and annotations, and as names of objects.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set">
 *     Syntax and character set</a>
 */
public final class MetadataKeys {
    private static final int MAX_NAME = 63;
    private static final Pattern OF_PROXY = Pattern.compile("(?i:traefik)\\.|caddy(?:_[0-9]{1,9})?(?:\\.|$)");

    private static final Set<String> IDENTITY =
            Set.of(Labels.NAME, Labels.COMPONENT, Labels.INSTANCE, Labels.PART_OF, Labels.MANAGED_BY);

    private MetadataKeys() {}

    /**
     * Whether a key is one by which Sild tells its objects apart. Users' labels with such a key would make an object
     * that of another component, stack or manager, also where Sild itself does not write the key.
     */
    public static boolean isReserved(String key) {
        return IDENTITY.contains(key) || key.startsWith("sild.dev/") || key.contains(".sild.dev/");
    }

    /** Whether a label is one that Traefik or Caddy reads from a container engine, and nobody reads from pods. */
    public static boolean isOfProxy(String key) {
        return OF_PROXY.matcher(key).lookingAt();
    }

    /** Whether {@code key} may be the key of a label or annotation. */
    public static boolean isKey(String key) {
        int slash = key.indexOf('/');
        if (slash < 0) {
            return isName(key);
        }
        return isName(key.substring(slash + 1)) && Names.isSubdomain(key.substring(0, slash));
    }

    /** Whether {@code value} may be the value of a label. */
    public static boolean isLabelValue(String value) {
        return value.isEmpty() || isName(value);
    }

    /** Returns {@code name} as the name of an object: itself where it may be one, else a label made of it. */
    public static String objectName(String name) {
        return Names.isSubdomain(name) ? name : Names.label(name);
    }

    private static boolean isName(String name) {
        if (name.isEmpty() || name.length() > MAX_NAME) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            boolean inside = i > 0 && i < name.length() - 1 && (c == '-' || c == '_' || c == '.');
            if (!alphanumeric && !inside) {
                return false;
            }
        }
        return true;
    }
}
