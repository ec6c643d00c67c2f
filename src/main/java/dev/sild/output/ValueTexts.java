package dev.sild.output;

import dev.sild.model.Text;
import java.util.Map;
import java.util.TreeMap;

/**
 * Texts with variables that became numbers, hosts and quantities of objects, for a layout that asks for variables.
 *
 * @param replicas how many run, by component
 * @param hosts hosts, by what they are
 * @param sizes how much claims ask for, by volume
 */
public record ValueTexts(Map<String, Text> replicas, Map<String, Text> hosts, Map<String, Text> sizes) {
  /** There are none. */
  public static final ValueTexts NONE = new ValueTexts(Map.of(), Map.of(), Map.of());

  public ValueTexts {
    replicas = new TreeMap<>(replicas);
    hosts = new TreeMap<>(hosts);
    sizes = new TreeMap<>(sizes);
  }
}
