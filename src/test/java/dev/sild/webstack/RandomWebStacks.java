package dev.sild.webstack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sild.report.InputException;
import dev.sild.schema.Crds;
import dev.sild.schema.Resources;
import dev.sild.stack.Kind;
import dev.sild.yaml.YamlLimits;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Valid WebStacks that nobody thought of: the sections of the goldens, each of another golden, laid over one another with some
 * of their fields missing. What the definition refuses is thrown away.
 */
public final class RandomWebStacks {
  private static final int MOST_ATTEMPTS = 200;
  private static final int LONGEST_NAME = 40;

  private final List<ObjectNode> specs = new ArrayList<>();
  private final Resources resources = new Resources(Crds.ofSild(), YamlLimits.DEFAULT);

  /** Reads the goldens. */
  public RandomWebStacks() {
    try {
      for (Path folder : Kind.WEB_STACK.cases()) {
        JsonNode golden = Serialization.yamlMapper().readTree(Files.readString(folder.resolve("in.yaml")));
        specs.add((ObjectNode) golden.get("spec"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a valid WebStack as YAML: the same for the same seed. */
  public String next(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < MOST_ATTEMPTS; i++) {
      ObjectNode resource = Serialization.jsonMapper().createObjectNode();
      resource.put("apiVersion", "sild.dev/v1alpha1").put("kind", "WebStack");
      resource.putObject("metadata").put("name", name(random));
      resource.set("spec", spec(random));
      String text = text(resource);
      if (isValid(text)) {
        return text;
      }
    }
    throw new IllegalStateException("no valid WebStack within " + MOST_ATTEMPTS + " attempts, from seed " + seed);
  }

  private static String name(Random random) {
    StringBuilder name = new StringBuilder().append((char) ('a' + random.nextInt(26)));
    int length = random.nextInt(4) == 0 ? LONGEST_NAME : 1 + random.nextInt(LONGEST_NAME);
    while (name.length() < length) {
      name.append("abcxyz019-".charAt(random.nextInt(name.length() + 1 == length ? 9 : 10)));
    }
    return name.toString();
  }

  private ObjectNode spec(Random random) {
    ObjectNode spec = Serialization.jsonMapper().createObjectNode();
    spec.putObject("api").put("image", "registry.example.com/shop/api:1.0");
    int layers = 2 + random.nextInt(6);
    for (int i = 0; i < layers; i++) {
      lay(specs.get(random.nextInt(specs.size())), spec, random);
    }
    return spec;
  }

  /** Lays one tree over another, but for a part of its fields. */
  private static void lay(ObjectNode from, ObjectNode onto, Random random) {
    from.properties().forEach(field -> {
      boolean taken = random.nextInt(5) > 0;
      if (taken && field.getValue() instanceof ObjectNode inner && onto.get(field.getKey()) instanceof ObjectNode there) {
        lay(inner, there, random);
      } else if (taken) {
        onto.set(field.getKey(), field.getValue().deepCopy());
      }
    });
  }

  private boolean isValid(String text) {
    try {
      return resources.read(text, "random").size() == 1;
    } catch (InputException e) {
      return false;
    }
  }

  private static String text(JsonNode resource) {
    try {
      return Serialization.yamlMapper().writeValueAsString(resource);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
