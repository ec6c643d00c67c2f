package dev.sild.output;

import dev.sild.kubernetes.ObjectTree;
import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Text;
import dev.sild.yaml.YamlWriter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Objects as templates of a chart: where something is a value, the template asks for it. */
final class ChartTemplates {
  /** A scalar that is a template: what YAML quotes, and nobody writes. */
  private static final Pattern MARK = Pattern.compile("\"\uE000([0-9]+)\uE001\"");

  private final ChartValues values = new ChartValues();
  private final Map<String, Container> containers = new HashMap<>();
  private final Map<String, String> byImage = new LinkedHashMap<>();
  private final ValueTexts texts;
  private final Set<String> jobs = new TreeSet<>();
  private final List<String> expressions = new ArrayList<>();

  /** Makes those of all objects of a chart. */
  ChartTemplates(List<Application> applications, List<HasMetadata> objects, ValueTexts texts) {
    this.texts = texts;
    for (Application application : applications) {
      for (Component component : application.components()) {
        component.containers().forEach(container -> containers.put(container.name(), container));
        component.inits().forEach(container -> containers.put(container.name(), container));
      }
    }
    for (HasMetadata object : objects) {
      list(pod(map(ObjectTree.of(object), "spec")), "containers").forEach(container ->
          byImage.putIfAbsent((String) container.get("image"), key(object, (String) container.get("name"))));
      if (object instanceof Job) {
        jobs.add(object.getMetadata().getName());
      }
    }
  }

  /** Returns what a container's values are found by: its name, after that of its component where they differ. */
  private static String key(HasMetadata object, String container) {
    String file = LayoutFile.nameFor(object);
    String component = file.substring(0, file.lastIndexOf('.'));
    return component.equals(container) ? container : component + "/" + container;
  }

  private static Map<String, Object> pod(Map<String, Object> spec) {
    Map<String, Object> job = map(map(spec, "jobTemplate"), "spec");
    return map(map(job.isEmpty() ? spec : job, "template"), "spec");
  }

  /** Returns the values that the templates made so far ask for. */
  ChartValues values() {
    return values;
  }

  /** Returns the template of objects. */
  String of(List<HasMetadata> objects) {
    List<Map<String, Object>> trees = new ArrayList<>();
    for (HasMetadata object : objects) {
      Map<String, Object> tree = ObjectTree.of(object);
      String name = object.getMetadata().getName();
      switch (object.getKind()) {
        case "Ingress" -> ingress(name, map(tree, "spec"));
        case "HTTPRoute" -> route(name, map(tree, "spec"));
        case "PersistentVolumeClaim" -> claim(name, map(tree, "spec"));
        default -> workload(object, map(tree, "spec"));
      }
      trees.add(tree);
    }
    return filled(YamlWriter.write(trees));
  }

  /** Braces of the objects' own are none of the template's; a Job cannot change, so that each upgrade has its own. */
  private String filled(String yaml) {
    String own = yaml.replace("{{", "{{ \"{{\" }}");
    for (String job : jobs) {
      own = own.replaceAll("(?<![\\w.-])" + Pattern.quote(job) + "(?![\\w.-])",
          Matcher.quoteReplacement(job + "-{{ .Release.Revision }}"));
    }
    return MARK.matcher(own).replaceAll(match ->
        Matcher.quoteReplacement("{{ " + expressions.get(Integer.parseInt(match.group(1))) + " | toJson }}"));
  }

  private String template(String expression) {
    expressions.add(expression);
    return "\uE000" + (expressions.size() - 1) + "\uE001";
  }

  private static String index(String section, String name) {
    return "(index .Values." + section + " \"" + name + "\")";
  }

  private void workload(HasMetadata object, Map<String, Object> spec) {
    String name = object.getMetadata().getName();
    if (spec.get("replicas") instanceof Integer replicas) {
      Text text = texts.replicas().get(name);
      values.replicas().put(name, text == null ? replicas : asked(text));
      spec.put("replicas", template("tpl (" + index("replicas", name) + " | toString) . | int"));
    }
    list(spec, "volumeClaimTemplates").forEach(claim ->
        claim(name + "-" + map(claim, "metadata").get("name"), map(claim, "spec")));
    Map<String, Object> pod = pod(spec);
    // What fills a volume from the image of another container follows it to its new version.
    list(pod, "containers").forEach(container -> container(container, key(object, (String) container.get("name"))));
    list(pod, "initContainers").forEach(container -> container(container, containers.containsKey(container.get("name"))
        ? key(object, (String) container.get("name"))
        : byImage.getOrDefault(container.get("image"), key(object, (String) container.get("name")))));
  }

  private void container(Map<String, Object> tree, String key) {
    Optional<Container> known = Optional.ofNullable(containers.get(tree.get("name")));
    String image = (String) tree.get("image");
    values.images().computeIfAbsent(key, first -> imageValue(known, image));
    tree.put("image", template("tpl " + index("images", key) + " ."));
    if (known.isPresent()) {
      values.resources().put(key, tree.getOrDefault("resources", Map.of()));
      tree.put("resources", template(index("resources", key)));
      environment(tree, known.get());
      words(tree, "command", known.get().command());
      words(tree, "args", known.get().args());
    }
  }

  private String imageValue(Optional<Container> container, String image) {
    Optional<Text> text = container.map(Container::image).filter(known -> known.value().equals(image) && hasVariable(known));
    if (text.isEmpty()) {
      return image;
    }
    return asked(text.get());
  }

  /** Returns a value that asks for the variables of a text. */
  private String asked(Text text) {
    StringBuilder value = new StringBuilder();
    for (Text part : parts(text)) {
      value.append(part instanceof Text.Variable variable
          ? "{{ index .Values.variables \"" + known(variable) + "\" }}" : part.value());
    }
    return value.toString();
  }

  private void environment(Map<String, Object> tree, Container container) {
    Map<String, Text> texts = new HashMap<>();
    container.env().forEach(variable -> texts.put(variable.name(), variable.value()));
    for (Map<String, Object> variable : list(tree, "env")) {
      Text text = texts.get(variable.get("name"));
      if (text != null && variable.containsKey("value") && hasVariable(text)) {
        variable.put("value", template(expression(text)));
      }
    }
  }

  private void words(Map<String, Object> tree, String key, List<Text> texts) {
    if (tree.get(key) instanceof List<?> words && words.size() == texts.size() && texts.stream().anyMatch(ChartTemplates::hasVariable)) {
      List<Object> templated = new ArrayList<>(words);
      for (int i = 0; i < texts.size(); i++) {
        if (hasVariable(texts.get(i))) {
          templated.set(i, template(expression(texts.get(i))));
        }
      }
      tree.put(key, templated);
    }
  }

  /** Returns what puts a text together; each {@code $} in it is doubled, as Kubernetes folds them. */
  private String expression(Text text) {
    StringBuilder expression = new StringBuilder("printf \"");
    StringBuilder arguments = new StringBuilder();
    for (Text part : parts(text)) {
      expression.append("%s");
      arguments.append(' ').append(part instanceof Text.Variable variable
          ? "(" + index("variables", known(variable)) + " | toString | replace \"$\" \"$$\")"
          : part instanceof Text.EnvRef reference ? quoted("$(" + reference.name() + ")")
          : quoted(part.value().replace("$", "$$")));
    }
    return expression.append('"').append(arguments).toString();
  }

  private String known(Text.Variable variable) {
    values.variables().put(variable.name(), variable.value());
    return variable.name();
  }

  private static List<Text> parts(Text text) {
    return text instanceof Text.Concat concat ? concat.parts() : List.of(text);
  }

  /** Whether a text is put together of variables and what stands as it is. */
  private static boolean hasVariable(Text text) {
    return parts(text).stream().anyMatch(Text.Variable.class::isInstance)
        && parts(text).stream().allMatch(part -> part instanceof Text.Variable || part instanceof Text.Literal
            || part instanceof Text.EnvRef);
  }

  /** Returns a string as Go writes it; braces would begin a template within one. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c == '{' || c == '}') {
        quoted.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private void ingress(String name, Map<String, Object> spec) {
    List<String> hosts = new ArrayList<>();
    for (Map<String, Object> rule : list(spec, "rules")) {
      if (rule.get("host") instanceof String host) {
        rule.put("host", host(name, hosts, host));
      }
    }
    for (Map<String, Object> tls : list(spec, "tls")) {
      if (tls.get("hosts") instanceof List<?> names) {
        tls.put("hosts", names.stream().map(host -> host(name, hosts, (String) host)).toList());
      }
    }
  }

  private void route(String name, Map<String, Object> spec) {
    if (spec.get("hostnames") instanceof List<?> names) {
      List<String> hosts = new ArrayList<>();
      spec.put("hostnames", names.stream().map(host -> host(name, hosts, (String) host)).toList());
    }
  }

  private String host(String name, List<String> hosts, String host) {
    if (!hosts.contains(host)) {
      hosts.add(host);
      values.hosts().put(name, hosts.stream()
          .map(each -> texts.hosts().containsKey(each) ? asked(texts.hosts().get(each)) : each).toList());
    }
    return template("tpl (index .Values.hosts \"" + name + "\" " + hosts.indexOf(host) + ") .");
  }

  private void claim(String name, Map<String, Object> spec) {
    Map<String, Object> requests = map(map(spec, "resources"), "requests");
    if (requests.get("storage") instanceof String size) {
      Map<String, Object> terms = new LinkedHashMap<>();
      Text text = texts.sizes().get(name);
      terms.put("size", text == null ? size : asked(text));
      terms.put("class", spec.get("storageClassName"));
      values.storage().put(name, terms);
      requests.put("storage", template("tpl " + index("storage", name) + ".size ."));
      spec.put("storageClassName", template(index("storage", name) + ".class"));
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> tree, String key) {
    return tree.get(key) instanceof Map<?, ?> map ? (Map<String, Object>) map : new LinkedHashMap<>();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Map<String, Object> tree, String key) {
    return tree.get(key) instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
  }
}
