package dev.sild.yaml;

import dev.sild.model.Text;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Node.ScalarNode.Kind;
import java.util.Set;

/**
 * YAML as Kubernetes' own tools read it: go-yaml v2's types, with the words of YAML 1.1 for true and false, then
 * everything as JSON, where numbers and booleans that are keys are strings.
 *
 * @see <a href="https://pkg.go.dev/sigs.k8s.io/yaml">sigs.k8s.io/yaml</a>
 */
public final class KubernetesDialect implements Dialect {
    private static final String STANDARD = "tag:yaml.org,2002:";
    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");

    @Override
    public ScalarNode scalar(String tag, String value, boolean plain, Position position) {
        boolean typed = tag.isEmpty() ? plain : tag.startsWith(STANDARD) && !tag.equals(STANDARD + "str");
        if (!typed) {
            return new ScalarNode(Text.of(value), Kind.STRING, position);
        }
        if (NULL.contains(value)) {
            return ScalarNode.nullAt(position);
        }
        if (TRUE.contains(value) || FALSE.contains(value)) {
            return new ScalarNode(Text.of(Boolean.toString(TRUE.contains(value))), Kind.BOOL, position);
        }
        return GoNumbers.read(value, position).orElseGet(() -> new ScalarNode(Text.of(value), Kind.STRING, position));
    }

    @Override
    public boolean isKey(Kind kind) {
        return kind != Kind.NULL;
    }

    @Override
    public boolean resets(String tag) {
        return false;
    }

    @Override
    public boolean forgets(String tag) {
        return false;
    }
}
