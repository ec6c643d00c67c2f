package dev.sild.patch;

import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.yaml.KubernetesDialect;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.YamlDocument;
import dev.sild.yaml.YamlLimits;
import dev.sild.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads patches as kustomize has them: objects with a part of their fields, or a {@code target} and a {@code patch},
 * alone, in a list, or under {@code patches}.
 *
 * @see <a href="https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/">patches</a>
 */
public final class PatchReader {
    private static final String FORM = "write kind and metadata.name with the changed fields, or target and patch";

    /** The most patches of a run: each is checked by itself. */
    private static final int MOST = 1_000;

    private final String name;
    private final String path;
    private final List<Patch> patches = new ArrayList<>();

    private PatchReader(String name, String path) {
        this.name = name;
        this.path = path;
    }

    /**
     * Reads a file.
     *
     * @param file the file as it is shown to the user
     * @throws InputException where it is not YAML, exceeds the limits, or holds something else than patches
     */
    public static List<Patch> read(String text, String file) throws InputException {
        PatchReader reader = new PatchReader("", "patches");
        for (YamlDocument document : YamlReader.read(text, file, new KubernetesDialect(), YamlLimits.DEFAULT)) {
            reader.add(document.root());
        }
        return reader.patches;
    }

    /**
     * Reads what a project contains.
     *
     * @param name what the objects are called where a target does not name one
     * @param path the attribute that contains them
     */
    public static List<Patch> of(Node node, String name, String path) throws InputException {
        PatchReader reader = new PatchReader(name, path);
        reader.add(node);
        return reader.patches;
    }

    private void add(Node node) throws InputException {
        if (node instanceof ListNode list) {
            for (Node item : list.items()) {
                add(item);
            }
        } else if (node instanceof MapNode map) {
            if (map.get("patches") instanceof ListNode list && map.get("metadata") == null) {
                add(list);
            } else {
                keep(map.get("target") == null && map.get("patch") == null ? merged(map) : targeted(map));
            }
        } else if (!(node instanceof ScalarNode scalar && scalar.isNull())) {
            throw wrong(node.position(), "expected a patch, found " + node.described(), FORM);
        }
    }

    private void keep(Patch patch) throws InputException {
        if (patches.size() == MOST) {
            throw wrong(patch.position(), "more than " + MOST + " patches", "use fewer, larger ones");
        }
        patches.add(patch);
    }

    private Patch merged(MapNode map) throws InputException {
        String kind = text(map, "kind");
        String own = map.get("metadata") instanceof MapNode metadata ? text(metadata, "name") : "";
        return patch(kind, own, map, map.position());
    }

    private Patch targeted(MapNode map) throws InputException {
        MapNode target = map.get("target") instanceof MapNode known ? known : null;
        Node body = map.get("patch");
        if (body instanceof ScalarNode text && !text.isNull()) {
            body = parsed(text);
        }
        if (!(body instanceof MapNode) && !(body instanceof ListNode)) {
            throw wrong(map.position(), "the patch has no content", FORM);
        }
        String kind = target == null ? "" : text(target, "kind");
        String own = target == null ? "" : text(target, "name");
        if (body instanceof MapNode fields) {
            kind = kind.isEmpty() ? text(fields, "kind") : kind;
            own = own.isEmpty() && fields.get("metadata") instanceof MapNode metadata ? text(metadata, "name") : own;
        }
        return patch(kind, own, body, map.position());
    }

    private Patch patch(String kind, String own, Node body, Position position) throws InputException {
        String called = own.isEmpty() ? name : own;
        if (kind.isEmpty() || called.isEmpty()) {
            throw wrong(position, "the patch does not say which object it changes", FORM);
        }
        return new Patch(kind, called, body, position, path);
    }

    /** Reads YAML in a block of text; its lines are those of the file. */
    private static Node parsed(ScalarNode text) throws InputException {
        Position start = text.position();
        boolean block = text.value().indexOf('\n') >= 0;
        String placed = "\n".repeat(Math.max(0, block ? start.line() : start.line() - 1)) + text.value();
        List<YamlDocument> documents =
                YamlReader.read(placed, start.file(), new KubernetesDialect(), YamlLimits.DEFAULT);
        if (documents.size() != 1) {
            throw wrong(start, "expected one patch, found " + documents.size(), "write one item for each patch");
        }
        return documents.get(0).root();
    }

    private static String text(MapNode map, String key) {
        return map.get(key) instanceof ScalarNode scalar && !scalar.isNull() ? scalar.value() : "";
    }

    static InputException wrong(Position position, String reason, String remedy) {
        return new InputException(new Finding(Code.INPUT_INVALID, position.origin("patches"), reason, remedy));
    }
}
