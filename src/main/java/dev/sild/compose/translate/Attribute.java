package dev.sild.compose.translate;

import dev.sild.model.Origin;
import dev.sild.model.Text;
import dev.sild.report.Code;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An attribute of a project, there or not, that remembers when it is read. Reading a scalar deals with it; a map or list
 * is dealt with when all in it is, or by {@link #done}.
 */
public final class Attribute {
  private final Node node;
  private final Position place;
  private final String path;
  private final Ledger ledger;

  private Attribute(Node node, Position place, String path, Ledger ledger) {
    this.node = node;
    this.place = place;
    this.path = path;
    this.ledger = ledger;
  }

  /** Returns the whole project. */
  public static Attribute root(MapNode root, Ledger ledger) {
    return new Attribute(root, root.position(), "", ledger);
  }

  /** Whether it is there and not null. */
  public boolean present() {
    return node != null && !isNull();
  }

  /** Whether it is there as an explicit null. */
  public boolean isNull() {
    return node instanceof ScalarNode scalar && scalar.isNull();
  }

  /** Returns its path, such as {@code services.web.ports}. */
  public String path() {
    return path;
  }

  /** Returns its place, and its path. */
  public Origin origin() {
    return new Origin(place.file(), place.line(), place.column(), path);
  }

  /** Returns the attribute under {@code key}; one that is not there where this is no map. */
  public Attribute get(String key) {
    Entry entry = node instanceof MapNode map ? map.entries().get(key) : null;
    String below = path.isEmpty() ? key : path + "." + key;
    return entry == null
        ? new Attribute(null, place, below, ledger)
        : new Attribute(entry.value(), entry.keyPosition(), below, ledger);
  }

  /** Returns the attributes of a map by key, in order; none where this is no map. */
  public Map<String, Attribute> entries() {
    Map<String, Attribute> entries = new LinkedHashMap<>();
    if (node instanceof MapNode map) {
      enter();
      for (String key : map.entries().keySet()) {
        entries.put(key, get(key));
      }
      if (map.entries().isEmpty()) {
        done();
      }
    } else if (isNull()) {
      done();
    }
    return entries;
  }

  /** Returns the items of a list, in order; none where this is no list. */
  public List<Attribute> items() {
    List<Attribute> items = new ArrayList<>();
    if (node instanceof ListNode list) {
      enter();
      for (int i = 0; i < list.items().size(); i++) {
        Node item = list.items().get(i);
        items.add(new Attribute(item, item.position(), path + "[" + i + "]", ledger));
      }
      if (items.isEmpty()) {
        done();
      }
    } else if (isNull()) {
      done();
    }
    return items;
  }

  /** Returns the scalar's characters, variables kept; the empty text where it is absent or null. */
  public Text text() {
    if (node != null) {
      done();
    }
    return node instanceof ScalarNode scalar && !scalar.isNull() ? scalar.text() : Text.EMPTY;
  }

  /** Returns the scalar's characters; empty where it is absent or null. */
  public String string() {
    return text().value();
  }

  /** Returns what {@link #string} does, and leaves the attribute to be dealt with. */
  public String peek() {
    return node instanceof ScalarNode scalar && !scalar.isNull() ? scalar.text().value() : "";
  }

  /** Returns the texts of a list of scalars. */
  public List<Text> texts() {
    return items().stream().map(Attribute::text).toList();
  }

  /** Returns the characters of a list of scalars. */
  public List<String> strings() {
    return items().stream().map(Attribute::string).toList();
  }

  /** Whether it is {@code true}. */
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
      ledger.deal(path);
    }
  }

  /** Notes that the attribute was looked into: what nobody reads of it is reported part by part, not as a whole. */
  public void enter() {
    if (node != null) {
      ledger.enter(path);
    }
  }

  /** Adds a finding about the attribute; what is in it is still to be dealt with. */
  public void note(Code code, String reason, String remedy) {
    ledger.add(code, origin(), reason, remedy);
  }

  /** Adds a finding about another place that the attribute leads to. */
  public void note(Origin elsewhere, Code code, String reason, String remedy) {
    ledger.add(code, elsewhere, reason, remedy);
  }

  /** Deals with the attribute by a finding about it. */
  public void found(Code code, String reason, String remedy) {
    done();
    note(code, reason, remedy);
  }
}
