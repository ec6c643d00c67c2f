package dev.sild.compose.load.variables;

import dev.sild.compose.load.spec.Type;
import dev.sild.compose.load.tree.ComposeScalars;
import dev.sild.compose.load.tree.Nodes;
import dev.sild.compose.load.tree.Problems;
import dev.sild.compose.load.tree.Texts;
import dev.sild.compose.load.variables.Template.BadTemplateException;
import dev.sild.model.Text;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Node.ScalarNode.Kind;
import dev.sild.yaml.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills variables into every string of a tree, and turns strings into numbers and booleans where the table wants those.
 */
public final class Interpolator {
    private static final Pattern MOUNTS = Pattern.compile("services\\..+\\.volumes\\[[0-9]+](?:\\.source)?");
    private static final Pattern MOUNTED = Pattern.compile("\\$\\{?(\\w{1,200}+)[^}/\\\\]{0,300}+}?[/\\\\]");

    /** Folders of a developer's machine that Visual Studio mounts, which are never read. */
    private static final Pattern OF_DEVELOPER =
            Pattern.compile("(?i)\\$\\{APPDATA}[/\\\\](?:ASP\\.NET[/\\\\]https|Microsoft[/\\\\]UserSecrets)\\b");

    private final Template template;
    private final Problems problems;

    public Interpolator(Map<String, String> variables, Problems problems) {
        this.template = new Template(variables::get, problems.budget());
        this.problems = problems;
    }

    /** Returns {@code node} with its variables filled in; what cannot be filled in is a problem and stays as it was. */
    public Node apply(Node node, Type type, Place place) {
        if (node instanceof MapNode map) {
            return Nodes.changed(map, (key, value) -> apply(value, type.child(key), place.key(key)));
        }
        if (node instanceof ListNode list) {
            Type item = type.item() == null ? Type.ANY : type.item();
            List<Node> items = new ArrayList<>(list.items().size());
            for (int i = 0; i < list.items().size(); i++) {
                items.add(apply(list.items().get(i), item, place.index(i)));
            }
            return Nodes.changed(list, items);
        }
        return scalar((ScalarNode) node, type, place);
    }

    /** What a variable without a value gets in an incomplete project: 1 is valid as a port, a tag and a name. */
    private static String placeholder(Type type) {
        return switch (type.form()) {
            case BOOL -> "false";
            case DURATION -> "1s";
            default -> "1";
        };
    }

    private ScalarNode scalar(ScalarNode scalar, Type type, Place place) {
        if (scalar.kind() != Kind.STRING || problems.budget().isOutOfText()) {
            return scalar;
        }
        ScalarNode filled = scalar;
        if (scalar.value().indexOf('$') >= 0) {
            if (problems.isIncomplete()) {
                template.setPlaceholder(placeholder(type));
            }
            try {
                filled = new ScalarNode(template.substitute(scalar.value()), Kind.STRING, scalar.position());
                warn(scalar, place);
                template.takeMet().forEach((name, value) -> {
                    problems.met(name, value, !template.isOuter(name), scalar.position(), place);
                    if (template.isDemanded(name)) {
                        problems.demanded(name);
                    }
                });
            } catch (BadTemplateException bad) {
                problems.error(scalar.position(), place, bad.getMessage(), bad.remedy());
            }
        }
        return cast(filled, type);
    }

    private void warn(ScalarNode scalar, Place place) {
        for (String name : template.takeUnset()) {
            if (OF_DEVELOPER.matcher(scalar.value()).lookingAt()) {
                continue;
            }
            problems.unset(name, scalar.position(), place, isMountedFrom(name, scalar.value(), place));
        }
    }

    /** Whether a variable is where the source of a mount begins, which leads nowhere without it. */
    private static boolean isMountedFrom(String name, String value, Place place) {
        Matcher start = MOUNTED.matcher(value);
        return start.lookingAt()
                && start.group(1).equals(name)
                && MOUNTS.matcher(place.toString()).matches();
    }

    /** Returns a string as a boolean or number where {@code type} wants one and it is one; else as it is. */
    public static ScalarNode cast(ScalarNode scalar, Type type) {
        switch (type.form()) {
            case BOOL:
            case EXTERNAL:
                Boolean truth = truth(scalar.value());
                return truth == null ? scalar : as(scalar, truth ? "true" : "false", Kind.BOOL);
            case INT:
            case UNSIGNED:
            case ULIMIT:
            case COUNT:
                String integer = integer(scalar.value());
                return integer == null ? scalar : as(scalar, integer, Kind.INT);
            case FLOAT:
                return number(scalar);
            default:
                return scalar;
        }
    }

    private static ScalarNode number(ScalarNode scalar) {
        String integer = integer(scalar.value());
        if (integer != null) {
            return as(scalar, integer, Kind.INT);
        }
        ScalarNode parsed = ComposeScalars.resolve("", scalar.value(), true, scalar.position());
        return parsed.kind() == Kind.FLOAT ? as(scalar, parsed.value(), Kind.FLOAT) : scalar;
    }

    private static ScalarNode as(ScalarNode scalar, String value, Kind kind) {
        Text text = Texts.revalue(scalar.text(), value);
        return new ScalarNode(text, kind, scalar.position());
    }

    /** Returns the canonical digits of a decimal integer of at most 18 digits; null for anything else. */
    public static @Nullable String integer(String value) {
        int start = value.startsWith("-") || value.startsWith("+") ? 1 : 0;
        if (value.length() == start || value.length() > 18) {
            return null;
        }
        for (int i = start; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return null;
            }
        }
        return Long.toString(Long.parseLong(value));
    }

    private static @Nullable Boolean truth(String value) {
        switch (value.toLowerCase(Locale.ROOT)) {
            case "true":
            case "y":
            case "yes":
            case "on":
                return Boolean.TRUE;
            case "false":
            case "n":
            case "no":
            case "off":
                return Boolean.FALSE;
            default:
                return null;
        }
    }
}
