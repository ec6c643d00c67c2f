package dev.sild.output;

import dev.sild.yaml.YamlWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values of a chart and what they may be, each by the name of what it is for.
 *
 * @param variables those of the compose file that stand in the objects
 * @param images the image of each container
 * @param replicas how many pods there are of each workload
 * @param resources what each container requests, and its limits
 * @param hosts the hosts of each ingress or route
 * @param storage the size and class of each claim
 * @see <a href="https://helm.sh/docs/topics/charts/#schema-files">Schema files</a>
 */
record ChartValues(
    Map<String, String> variables,
    Map<String, String> images,
    Map<String, Object> replicas,
    Map<String, Object> resources,
    Map<String, List<String>> hosts,
    Map<String, Map<String, Object>> storage) {

  private static final String QUANTITY = "^[0-9]+(\\.[0-9]+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$";
  private static final String HOST = "^(\\*\\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$";

  /** Asks for variables. */
  private static final String TEMPLATE = "\\{\\{.+\\}\\}";

  /** Makes one without any. */
  ChartValues() {
    this(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  /** Returns {@code values.yaml}. */
  String yaml() {
    StringBuilder yaml = new StringBuilder("# Written by sild. Say what differs in a file of your own: helm upgrade -f mine.yaml\n");
    section(yaml, "The variables of the compose file.", "variables", variables);
    section(yaml, "The image of each container.", "images", images);
    section(yaml, "How many run of each service.", "replicas", replicas);
    section(yaml, "What each container requests, and its limits.", "resources", resources);
    section(yaml, "The hosts of each ingress or route.", "hosts", hosts);
    section(yaml, "The size and class of each claim.", "storage", storage);
    return yaml.toString();
  }

  private static void section(StringBuilder yaml, String comment, String name, Map<String, ?> values) {
    yaml.append("\n# ").append(comment).append('\n').append(YamlWriter.write(List.of(Map.of(name, values))));
  }

  /** Returns the schema: every value is known, and of its kind. */
  Map<String, Object> schema() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("variables", each(variables, name -> map("type", List.of("string", "integer"))));
    properties.put("images", each(images, name -> map("type", "string", "minLength", 1)));
    properties.put("replicas", each(replicas, name -> map("type", List.of("integer", "string"), "minimum", 0, "pattern", TEMPLATE)));
    Map<String, Object> quantities = map("type", "object", "additionalProperties",
        map("type", List.of("string", "number"), "pattern", QUANTITY));
    properties.put("resources", each(resources, name -> map("type", "object", "additionalProperties", false,
        "properties", map("limits", quantities, "requests", quantities))));
    properties.put("hosts", each(hosts, name -> map("type", "array", "minItems", hosts.get(name).size(),
        "maxItems", hosts.get(name).size(), "items", map("type", "string", "pattern", HOST + "|" + TEMPLATE))));
    properties.put("storage", each(storage, name -> map("type", "object", "additionalProperties", false, "properties",
        map("size", map("type", "string", "pattern", QUANTITY + "|" + TEMPLATE), "class", map("type", List.of("string", "null"))),
        "required", List.of("size"))));
    // Helm itself puts global into the values.
    properties.put("global", map("type", "object"));
    return map("$schema", "http://json-schema.org/draft-07/schema#", "type", "object", "additionalProperties", false,
        "properties", properties);
  }

  private interface Schema {
    Map<String, Object> of(String name);
  }

  private static Map<String, Object> each(Map<String, ?> values, Schema schema) {
    Map<String, Object> properties = new LinkedHashMap<>();
    values.keySet().forEach(name -> properties.put(name, schema.of(name)));
    return map("type", "object", "additionalProperties", false, "properties", properties, "required",
        List.copyOf(values.keySet()));
  }

  private static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
