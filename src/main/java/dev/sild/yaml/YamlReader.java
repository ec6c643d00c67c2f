package dev.sild.yaml;

import dev.sild.report.Code;
import dev.sild.report.InputException;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Builds trees of nodes from YAML text. Aliases are followed, merge keys applied, a duplicate key is an error; scalars
 * and tags are read as the {@link Dialect} says, and what a document may cost is bounded.
 */
public final class YamlReader {
    private static final int MAX_TABS = 500;
    private static final int TAB_WORK = 20_000_000;

    private final Parser parser;
    private final String file;
    private final Dialect dialect;
    private final YamlLimits limits;
    private final Deque<String> path = new ArrayDeque<>();
    private final Anchors anchors = new Anchors();
    private List<List<String>> resets = new ArrayList<>();
    private int weight;
    private int depth;

    private YamlReader(String text, String file, Dialect dialect, YamlLimits limits) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        this.parser = new ParserImpl(new StreamReader(text), options);
        this.file = file;
        this.dialect = dialect;
        this.limits = limits;
    }

    /**
     * Returns the documents of {@code text}, none for an empty file.
     *
     * @throws InputException where it is not YAML, or costs more than the limits allow
     */
    public static List<YamlDocument> read(String text, String file, Dialect dialect, YamlLimits limits)
            throws InputException {
        // Each tab costs another look at the whole file.
        return read(text, file, dialect, limits, Math.min(MAX_TABS, TAB_WORK / Math.max(1, text.length())));
    }

    private static List<YamlDocument> read(String text, String file, Dialect dialect, YamlLimits limits, int tabsLeft)
            throws InputException {
        YamlReader reader = new YamlReader(text, file, dialect, limits);
        try {
            return reader.documents();
        } catch (MarkedYAMLException notYaml) {
            String spaced = tabsLeft == 0 ? null : Tabs.spaced(text, notYaml);
            if (spaced != null) {
                return read(spaced, file, dialect, limits, tabsLeft - 1);
            }
            throw YamlErrors.notYaml(notYaml, file);
        } catch (ReaderException notText) {
            throw YamlErrors.notText(notText, text, file);
        } catch (YAMLException notYaml) {
            throw YamlErrors.fatal(
                    Code.INPUT_UNREADABLE,
                    new Position(file, 1, 1),
                    "",
                    "not valid YAML: " + YamlErrors.oneLine(notYaml.getMessage()),
                    "fix the YAML syntax there");
        }
    }

    private List<YamlDocument> documents() throws InputException {
        List<YamlDocument> documents = new ArrayList<>();
        while (!parser.checkEvent(Event.ID.StreamEnd)) {
            Event event = parser.getEvent();
            if (event.is(Event.ID.DocumentStart)) {
                anchors.clear();
                resets = new ArrayList<>();
                Node root = node(parser.getEvent());
                documents.add(
                        new YamlDocument(root == null ? ScalarNode.nullAt(at(event.getStartMark())) : root, resets));
            }
        }
        return documents;
    }

    /** Returns the value that begins with {@code event}; null if it is to be left out. */
    private @Nullable Node node(Event event) throws InputException {
        count(1, event);
        if (event instanceof AliasEvent alias) {
            return follow(alias);
        }
        NodeEvent start = (NodeEvent) event;
        String anchor = start.getAnchor();
        int before = weight;
        if (anchor != null) {
            anchors.open(anchor);
        }
        Node node = content(start);
        if (anchor != null) {
            anchors.close(node == null ? ScalarNode.nullAt(at(event.getStartMark())) : node, weight - before + 1);
        }
        return node;
    }

    private @Nullable Node content(NodeEvent event) throws InputException {
        String tag = tag(event);
        if (dialect.resets(tag)) {
            List<String> here = new ArrayList<>(path);
            Collections.reverse(here);
            resets.add(here);
        }
        Position position = at(event.getStartMark());
        Node node;
        if (event instanceof ScalarEvent scalar) {
            if (Utf8.hasHalfCharacter(scalar.getValue())) {
                throw YamlErrors.fatal(
                        Code.INPUT_UNREADABLE,
                        position,
                        "",
                        "an unpaired surrogate is not a character",
                        "write the character itself, or \\U and eight hexadecimal digits");
            }
            node = dialect.scalar(tag, scalar.getValue(), scalar.isPlain(), position);
        } else {
            if (++depth > limits.depth()) {
                throw YamlErrors.fatal(
                        Code.INPUT_UNREADABLE,
                        position,
                        "",
                        "nested more than " + limits.depth() + " levels deep",
                        "flatten the structure");
            }
            node = event instanceof SequenceStartEvent ? list(position) : map(position);
            depth--;
        }
        return dialect.forgets(tag) ? null : node;
    }

    private ListNode list(Position position) throws InputException {
        List<Node> items = new ArrayList<>();
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            path.push(Place.segment(items.size()));
            Node item = node(parser.getEvent());
            path.pop();
            if (item != null) {
                items.add(item);
            }
        }
        parser.getEvent();
        return new ListNode(items, position);
    }

    private MapNode map(Position position) throws InputException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        Node merged = null;
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            Event keyEvent = parser.getEvent();
            Position keyPosition = at(keyEvent.getStartMark());
            if (MergeKeys.is(keyEvent)) {
                count(1, keyEvent);
                if (merged != null) {
                    throw YamlErrors.fatal(
                            Code.INPUT_INVALID,
                            keyPosition,
                            pathOf(MergeKeys.KEY),
                            "duplicate key `<<`",
                            "merge several mappings as a list: `<<: [*one, *two]`");
                }
                path.push(MergeKeys.KEY);
                merged = node(parser.getEvent());
                path.pop();
                continue;
            }
            String key = key(keyEvent, keyPosition);
            path.push(key);
            Node value = node(parser.getEvent());
            path.pop();
            if (value == null) {
                continue;
            }
            Entry earlier = entries.put(key, new Entry(keyPosition, value));
            if (earlier != null) {
                throw YamlErrors.fatal(
                        Code.INPUT_INVALID,
                        keyPosition,
                        pathOf(key),
                        "duplicate key `" + key + "`; first defined at line "
                                + earlier.keyPosition().line(),
                        "remove one of them");
            }
        }
        parser.getEvent();
        if (merged != null) {
            MergeKeys.merge(entries, merged, pathOf(MergeKeys.KEY));
        }
        return new MapNode(entries, position);
    }

    private String key(Event event, Position position) throws InputException {
        if (event instanceof ScalarEvent scalar && scalar.getValue().length() > limits.key()) {
            throw YamlErrors.fatal(
                    Code.INPUT_UNREADABLE,
                    position,
                    pathOf(scalar.getValue().substring(0, 20) + "…"),
                    "the key is longer than " + limits.key() + " characters (limit: key)",
                    "use a shorter key");
        }
        Node key = node(event);
        if (key instanceof ScalarNode scalar && dialect.isKey(scalar.kind())) {
            return scalar.value();
        }
        String what = key instanceof ScalarNode scalar ? "`" + scalar.value() + "`" : "this key";
        throw YamlErrors.fatal(
                Code.INPUT_INVALID,
                position,
                pathOf(""),
                "keys must be strings, found " + what,
                "put the key in quotes");
    }

    private Node follow(AliasEvent alias) throws InputException {
        Anchors.Anchor anchor = anchors.get(alias.getAnchor(), at(alias.getStartMark()), pathOf(""));
        count(anchor.weight(), alias);
        return anchor.node();
    }

    private void count(int more, Event event) throws InputException {
        weight += more;
        if (weight > limits.nodes()) {
            throw YamlErrors.fatal(
                    Code.INPUT_UNREADABLE,
                    at(event.getStartMark()),
                    "",
                    "more than " + limits.nodes() + " values after resolving aliases",
                    "use fewer nested aliases, or split the file");
        }
    }

    private String pathOf(String key) {
        Place place = Place.ROOT;
        for (Iterator<String> segments = path.descendingIterator(); segments.hasNext(); ) {
            place = place.key(segments.next());
        }
        return (key.isEmpty() ? place : place.key(key)).toString();
    }

    private static String tag(NodeEvent event) {
        String tag = event instanceof ScalarEvent scalar
                ? scalar.getTag()
                : event instanceof SequenceStartEvent list ? list.getTag() : ((MappingStartEvent) event).getTag();
        return tag == null ? "" : tag;
    }

    private Position at(Mark mark) {
        return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
