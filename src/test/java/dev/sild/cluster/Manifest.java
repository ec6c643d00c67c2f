package dev.sild.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A manifest taken apart: the documents a plain API server knows, as they were written, and the names of those whose
 * kinds would need definitions that it does not have.
 */
record Manifest(String text, int objects, List<String> foreign, Optional<String> namespace) {

  private static final Pattern SEPARATOR = Pattern.compile("(?m)^---\\s*$");
  private static final Pattern FOREIGN = Pattern.compile(
      "(gateway\\.networking\\.k8s\\.io|monitoring\\.coreos\\.com|security\\.istio\\.io|policy\\.linkerd\\.io)/.*");

  static Manifest of(String yaml) {
    List<String> kept = new ArrayList<>();
    List<String> foreign = new ArrayList<>();
    Optional<String> namespace = Optional.empty();
    for (String document : SEPARATOR.split(yaml)) {
      // The text itself is what is applied; what is parsed here only says what it is.
      Object parsed = new Yaml(new SafeConstructor(new LoaderOptions())).load(document);
      if (!(parsed instanceof Map<?, ?> object)) {
        continue;
      }
      Map<?, ?> metadata = object.get("metadata") instanceof Map<?, ?> map ? map : Map.of();
      if (FOREIGN.matcher(String.valueOf(object.get("apiVersion"))).matches()) {
        foreign.add(object.get("kind") + " " + metadata.get("name"));
        continue;
      }
      kept.add(document);
      if (metadata.get("namespace") instanceof String name) {
        namespace = Optional.of(name);
      }
    }
    return new Manifest(String.join("\n---\n", kept), kept.size(), foreign, namespace);
  }

  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
