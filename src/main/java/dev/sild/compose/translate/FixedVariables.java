package dev.sild.compose.translate;

import dev.sild.compose.ComposeProject;
import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Exposure;
import dev.sild.model.Names;
import dev.sild.model.Text;
import dev.sild.model.Volume;
import dev.sild.model.Workload;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Where variables of the compose file stand outside of images, commands and the environment. How many run, hosts and sizes
 * can still be asked for by a chart. Elsewhere what is made of a variable can have none: a number of compose's that
 * Kubernetes writes otherwise, a port that several objects agree on, a text that was read as something else.
 */
public final class FixedVariables {
  private final Map<String, Text> replicas = new TreeMap<>();
  private final Map<String, Text> hosts = new TreeMap<>();
  private final Map<String, Text> sizes = new TreeMap<>();

  /** What no manifest holds, or only by what it leads to. */
  private static final Set<String> NOWHERE = Set.of("build", "env_file", "profiles", "container_name", "logging",
      "depends_on", "develop", "attach", "extends", "label_file");

  /** What the chart has values for, whatever the compose file calls it. */
  private static final Set<String> RESOURCES = Set.of("mem_limit", "mem_reservation", "cpus");

  private final Application application;
  private final List<Finding> findings = new ArrayList<>();

  private FixedVariables(Application application) {
    this.application = application;
  }

  /** Finds all such places. */
  public static FixedVariables of(ComposeProject project, Application application) {
    FixedVariables fixed = new FixedVariables(application);
    project.root().entries().forEach((key, entry) -> {
      if (key.equals("services") && entry.value() instanceof MapNode services) {
        services.entries().forEach((name, service) -> fixed.service(name, (MapNode) service.value()));
      } else if (!key.equals("name")) {
        fixed.walk(entry.value(), key, "", fixed::outside);
      }
    });
    return fixed;
  }

  /** Returns a finding for each place where a variable is written down. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** Returns how many run of components, as it is put together. */
  public Map<String, Text> replicas() {
    return replicas;
  }

  /** Returns the hosts that are put together of variables, by what they were at this run. */
  public Map<String, Text> hosts() {
    return hosts;
  }

  /** Returns the sizes of volumes, as they are put together. */
  public Map<String, Text> sizes() {
    return sizes;
  }

  private void service(String name, MapNode service) {
    String component = Names.label(name);
    service.entries().forEach((attribute, entry) -> {
      if (!NOWHERE.contains(attribute)) {
        walk(entry.value(), "services." + name + "." + attribute, "", place -> of(component, attribute, place));
      }
    });
  }

  /**
   * A place where variables stand.
   *
   * @param rest its path below the attribute, or below the top
   */
  private record Place(String path, String rest, Set<String> names, ScalarNode scalar) {}

  private void walk(Node node, String path, String rest, Consumer<Place> to) {
    if (node instanceof MapNode map) {
      map.entries().forEach((key, entry) ->
          walk(entry.value(), path + "." + key, rest.isEmpty() ? key : rest + "." + key, to));
    } else if (node instanceof ListNode list) {
      for (int i = 0; i < list.items().size(); i++) {
        walk(list.items().get(i), path + "[" + i + "]", rest + "[" + i + "]", to);
      }
    } else if (node instanceof ScalarNode scalar) {
      Set<String> names = new LinkedHashSet<>();
      variables(scalar.text(), names);
      names.removeAll(List.of(ComposeProject.FOLDER, ComposeProject.HOME));
      if (!names.isEmpty()) {
        to.accept(new Place(path, rest, names, scalar));
      }
    }
  }

  private static void variables(Text text, Set<String> names) {
    if (text instanceof Text.Variable variable) {
      names.add(variable.name());
    } else if (text instanceof Text.Concat concat) {
      concat.parts().forEach(part -> variables(part, names));
    }
  }

  /** Deals with a place that belongs to no service. */
  private void outside(Place place) {
    boolean ofVolume = place.path().startsWith("volumes.") && place.rest().matches(".+\\.x-sild\\.(size|class)");
    if (isHost(place, place.path().equals("x-sild.host")) || ofVolume && isSize(place)) {
      return;
    }
    if (!place.rest().endsWith("name") && !place.path().startsWith("secrets.")) {
      add(place, ofVolume ? "storage." + place.rest().substring(0, place.rest().indexOf(".x-sild"))
          : place.path().equals("x-sild.host") ? "hosts" : place.path().startsWith("x-sild.storage.") ? "storage" : "");
    }
  }

  /** A host that an ingress or a route has can be asked for. */
  private boolean isHost(Place place, boolean mayBe) {
    String host = place.scalar().text().value();
    boolean is = mayBe && application.exposures().stream().map(Exposure::kind).anyMatch(kind ->
        kind instanceof Exposure.Ingress ingress && ingress.hosts().contains(host)
            || kind instanceof Exposure.Gateway gateway && gateway.hosts().contains(host));
    if (is) {
      hosts.put(host, place.scalar().text());
    }
    return is;
  }

  private boolean isSize(Place place) {
    String volume = Names.label(place.rest().substring(0, place.rest().indexOf(".x-sild")));
    boolean is = place.rest().endsWith(".size") && application.volumes().stream().anyMatch(each ->
        each instanceof Volume.Claim claim && claim.name().equals(volume)
            && claim.size().equals(place.scalar().text().value()));
    if (is) {
      sizes.put(volume, place.scalar().text());
    }
    return is;
  }

  private boolean isReplicas(String component, Place place) {
    String count = place.scalar().text().value();
    boolean is = application.components().stream().filter(each -> each.name().equals(component)).map(Component::workload)
        .anyMatch(workload -> workload instanceof Workload.Replicated replicated
                && Integer.toString(replicated.replicas()).equals(count)
            || workload instanceof Workload.Stateful stateful && Integer.toString(stateful.replicas()).equals(count));
    if (is) {
      replicas.put(component, place.scalar().text());
    }
    return is;
  }

  private void of(String component, String attribute, Place place) {
    String rest = place.rest();
    switch (attribute) {
      case "image", "command", "entrypoint" -> {
        if (!asked(component, place.names())) {
          add(place, attribute.equals("image") ? "images." + component : "");
        }
      }
      case "environment" -> environment(component, place);
      case "ports" -> {
        if (!rest.endsWith("published") || isOpened(component, place.scalar().text().value())) {
          add(place, "");
        }
      }
      case "x-sild" -> {
        if (!isHost(place, rest.equals("host"))) {
          add(place, rest.equals("host") ? "hosts" : rest.startsWith("storage.") ? "storage" : "");
        }
      }
      default -> {
        if (!rest.endsWith("source")) {
          boolean replicas = attribute.equals("scale") || attribute.equals("deploy") && rest.equals("replicas");
          boolean resources = RESOURCES.contains(attribute) || attribute.equals("deploy") && rest.startsWith("resources.");
          if (!replicas || !isReplicas(component, place)) {
            add(place, replicas ? "replicas." + component : resources ? "resources." + component : "");
          }
        }
      }
    }
  }

  /** What is secret stands in a Secret, whose values are no chart's. */
  private void environment(String component, Place place) {
    boolean open = containers(component).flatMap(container -> container.env().stream())
        .anyMatch(env -> env.name().equals(place.rest()) && !(env.value() instanceof Text.SecretRef));
    if (open && !asked(component, place.names())) {
      add(place, "");
    }
  }

  private Stream<Container> containers(String name) {
    return application.components().stream()
        .flatMap(component -> Stream.concat(component.containers().stream(), component.inits().stream()))
        .filter(container -> container.name().equals(name));
  }

  /** Whether a container's image, words and plain variables ask for all of these. */
  private boolean asked(String component, Set<String> names) {
    Set<String> asked = new HashSet<>();
    containers(component).forEach(container -> {
      variables(container.image(), asked);
      container.command().forEach(word -> variables(word, asked));
      container.args().forEach(word -> variables(word, asked));
      container.env().forEach(env -> variables(env.value(), asked));
    });
    return asked.containsAll(names) || containers(component).flatMap(container ->
        Stream.concat(container.command().stream(), container.args().stream())).anyMatch(FixedVariables::refers);
  }

  /** A word with a secret in it refers to a variable of the container's. */
  private static boolean refers(Text text) {
    return text instanceof Text.EnvRef
        || text instanceof Text.Concat concat && concat.parts().stream().anyMatch(FixedVariables::refers);
  }

  /** Whether a published port is open to the outside under its own number. */
  private boolean isOpened(String component, String number) {
    return application.exposures().stream().filter(exposure -> !(exposure.kind() instanceof Exposure.PortForward))
        .filter(exposure -> exposure.component().equals(component))
        .flatMap(exposure -> exposure.ports().stream()).anyMatch(port -> Integer.toString(port.number()).equals(number));
  }

  private void add(Place place, String instead) {
    boolean one = place.names().size() == 1;
    findings.add(new Finding(Code.VARIABLE_FIXED, place.scalar().position().origin(place.path()),
        "the chart does not ask for " + String.join(", ", place.names()) + " here: what " + (one ? "it" : "they")
            + " stood for at this run is written down",
        instead.isEmpty() ? "convert anew when " + (one ? "it changes" : "they change")
            : "set " + instead + " in the values of the chart instead"));
  }
}
