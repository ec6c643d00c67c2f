package dev.sild.compose.translate.source;

import dev.sild.model.Origin;
import dev.sild.model.Text;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of a project, there or not, that remembers when it is read. Reading a scalar deals with it; a map or
 * list is dealt with when all in it is, or by {@link #done}. Each existing attribute is created once, so that every
 * caller sees what others recorded; its path is built only when it must be reported. Not thread-safe.
 */
public final class Attribute {
    private final @Nullable Attribute parent;
    private final String segment;
    private final @Nullable Node node;
    private final Position place;
    private final Ledger ledger;
    /** The children of a map by key, in order; null before one is requested. */
    private @Nullable Map<String, Attribute> children;
    /** The items of a list; null before they are requested. */
    private @Nullable List<Attribute> items;

    private boolean entered;
    private boolean dealtWith;

    private Attribute(@Nullable Attribute parent, String segment, @Nullable Node node, Position place, Ledger ledger) {
        this.parent = parent;
        this.segment = segment;
        this.node = node;
        this.place = place;
        this.ledger = ledger;
    }

    /** Returns the whole project. */
    public static Attribute root(MapNode root, Ledger ledger) {
        return new Attribute(null, "", root, root.position(), ledger);
    }

    /** Whether it is there and not null. */
    public boolean present() {
        return node != null && !isNull();
    }

    public Attribute or(Attribute other) {
        return present() ? this : other;
    }

    public List<Attribute> present(String... keys) {
        return Stream.of(keys).map(this::get).filter(Attribute::present).toList();
    }

    /** Whether it is there as an explicit null. */
    public boolean isNull() {
        return node instanceof ScalarNode scalar && scalar.isNull();
    }

    /** Returns its path, such as {@code services.web.ports}. */
    public String path() {
        StringBuilder path = new StringBuilder();
        appendPath(path);
        return path.toString();
    }

    private void appendPath(StringBuilder path) {
        if (parent != null) {
            parent.appendPath(path);
            if (path.length() > 0 && !(parent.node instanceof ListNode)) {
                path.append('.');
            }
        }
        path.append(segment);
    }

    /** Returns its place, and its path. */
    public Origin origin() {
        return new Origin(place.file(), place.line(), place.column(), path());
    }

    /** Returns the attribute under {@code key}; an absent attribute if this is not a map. */
    public Attribute get(String key) {
        Attribute child = node instanceof MapNode map ? childrenOf(map).get(key) : null;
        return child == null ? new Attribute(this, key, null, place, ledger) : child;
    }

    private Map<String, Attribute> childrenOf(MapNode map) {
        if (children == null) {
            Map<String, Attribute> made = new LinkedHashMap<>();
            for (Map.Entry<String, Entry> each : map.entries().entrySet()) {
                Entry entry = each.getValue();
                made.put(each.getKey(), new Attribute(this, each.getKey(), entry.value(), entry.keyPosition(), ledger));
            }
            children = Collections.unmodifiableMap(made);
        }
        return children;
    }

    /** Returns the attributes of a map by key, in order; empty if this is not a map. */
    public Map<String, Attribute> entries() {
        if (node instanceof MapNode map) {
            enter();
            if (map.entries().isEmpty()) {
                done();
            }
            return childrenOf(map);
        }
        if (isNull()) {
            done();
        }
        return Map.of();
    }

    /** Returns the items of a list, in order; empty if this is not a list. */
    public List<Attribute> items() {
        if (node instanceof ListNode list) {
            enter();
            if (list.items().isEmpty()) {
                done();
            }
            return itemsOf(list);
        }
        if (isNull()) {
            done();
        }
        return List.of();
    }

    private List<Attribute> itemsOf(ListNode list) {
        if (items == null) {
            List<Attribute> made = new ArrayList<>(list.items().size());
            for (Node item : list.items()) {
                made.add(new Attribute(this, Place.segment(made.size()), item, item.position(), ledger));
            }
            items = Collections.unmodifiableList(made);
        }
        return items;
    }

    /** Returns the scalar's characters, variables kept; the empty text where it is absent or null. */
    public Text text() {
        done();
        return node instanceof ScalarNode scalar && !scalar.isNull() ? scalar.text() : Text.EMPTY;
    }

    /** Returns the scalar's characters; empty where it is absent or null. */
    public String string() {
        return text().value();
    }

    /** Returns what {@link #string} does, and leaves the attribute to be dealt with. */
    public String peek() {
        return node instanceof ScalarNode scalar && !scalar.isNull() ? scalar.value() : "";
    }

    public List<String> strings() {
        return items().stream().map(Attribute::string).toList();
    }

    public boolean bool() {
        return string().equals("true");
    }

    /** Returns a whole number; nothing where it is absent or something else. */
    public Optional<Long> number() {
        String text = string();
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Deals with the attribute and all below it: it is in the output, or needs no place there. */
    public void done() {
        if (node != null) {
            dealtWith = true;
            enter();
        }
    }

    /** Records that the attribute was looked into: its unread parts are reported individually, not as a whole. */
    public void enter() {
        if (node != null) {
            for (Attribute above = this; above != null && !above.entered; above = above.parent) {
                above.entered = true;
            }
        }
    }

    @Nullable
    Node node() {
        return node;
    }

    /** Returns its key, or its place in a list as {@code [0]}. */
    public String segment() {
        return segment;
    }

    /** Whether no file contains it. */
    boolean isDefault() {
        return place.isSameAs(Position.NONE);
    }

    /** Returns what is directly below, in order, and does not look into it. */
    public Collection<Attribute> below() {
        if (node instanceof ListNode list) {
            return itemsOf(list);
        }
        return node instanceof MapNode map ? childrenOf(map).values() : List.of();
    }

    boolean isDealtWith() {
        return dealtWith;
    }

    boolean isEntered() {
        return entered;
    }

    /** Adds a finding about the attribute; what is in it is still to be dealt with. */
    public void note(Code code, String reason, String remedy) {
        ledger.add(code, origin(), reason, remedy);
    }

    /** Adds a finding about the attribute with a command that does what the remedy says. */
    public void note(Code code, String reason, String remedy, String command) {
        ledger.add(new Finding(code, origin(), reason, remedy, command));
    }

    /** Adds a finding about another place that the attribute refers to. */
    public void note(Origin elsewhere, Code code, String reason, String remedy) {
        ledger.add(code, elsewhere, reason, remedy);
    }

    /** Adds a finding that needs no remedy. */
    public void note(Code code, String reason) {
        note(code, reason, "");
    }

    /** Adds the finding that something about the attribute is lost; what is in it is still to be dealt with. */
    public void noteLost(String reason, String remedy) {
        note(Code.NOT_CARRIED, reason, remedy);
    }

    /** Adds the finding that the result differs a little; what is in the attribute is still to be dealt with. */
    public void noteApproximated(String reason, String remedy) {
        note(Code.APPROXIMATED, reason, remedy);
    }

    /** Adds the finding that the result differs a little, and needs no remedy. */
    public void noteApproximated(String reason) {
        noteApproximated(reason, "");
    }

    /** Deals with the attribute by the finding that it is lost. */
    public void lost(String reason, String remedy) {
        found(Code.NOT_CARRIED, reason, remedy);
    }

    /** Deals with the attribute by the finding that it is the node's or the engine's business. */
    public void nodeLevel(String reason) {
        found(Code.NODE_LEVEL, reason);
    }

    /** Deals with the attribute by the finding that podman has nothing like it. */
    public void notForPodman(String reason, String remedy) {
        found(Code.NOT_FOR_PODMAN, reason, remedy);
    }

    /** Deals with the attribute by a finding about it that needs no remedy. */
    public void found(Code code, String reason) {
        found(code, reason, "");
    }

    /** Deals with the attribute by a finding about it. */
    public void found(Code code, String reason, String remedy) {
        done();
        note(code, reason, remedy);
    }
}
