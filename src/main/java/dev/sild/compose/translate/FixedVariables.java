package dev.sild.compose.translate;

import dev.sild.compose.ComposeProject;
import dev.sild.compose.translate.VariablePlaces.Place;
import dev.sild.model.Application;
import dev.sild.model.Container;
import dev.sild.model.Exposure;
import dev.sild.model.Names;
import dev.sild.model.Text;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The variables of a compose file, and what to say of each that a chart cannot ask for: where it is used and what to do
 * instead. Whether a variable can be a chart value is determined elsewhere, by converting with other values.
 */
public final class FixedVariables {
    /** Attributes that no manifest contains, or only through their effects. */
    private static final Set<String> NOWHERE = Set.of("""
            build env_file profiles container_name logging depends_on develop attach extends label_file""".split(" "));

    /** Where paths are that mean nothing in a cluster. */
    private static final Pattern OF_THIS_MACHINE = Pattern.compile(
            "services\\.[^.]+\\.(volumes\\[\\d+](\\.source)?|(build|env_file|label_file|extends|develop)\\b.*)");

    /** Attributes that the chart has values for, whatever the compose file calls them. */
    private static final Set<String> RESOURCES = Set.of("mem_limit", "mem_reservation", "cpus", "cpu_shares");

    private final Application application;
    private final Map<String, Set<String>> values = new TreeMap<>();
    private final Set<String> inner = new HashSet<>();
    private final Map<String, Finding> askedFor = new LinkedHashMap<>();
    private final Map<Finding, Set<String>> findings = new LinkedHashMap<>();

    private FixedVariables(Application application) {
        this.application = application;
    }

    /** Finds all places where variables are used. */
    public static FixedVariables of(ComposeProject project, Application application) {
        FixedVariables fixed = new FixedVariables(application);
        fixed.note(project.root());
        project.variables().stream()
                .filter(variable -> !VariablePlaces.ofFolders(variable.name()))
                .forEach(variable -> {
                    fixed.values.computeIfAbsent(variable.name(), first -> new LinkedHashSet<>(variable.values()));
                    if (OF_THIS_MACHINE.matcher(variable.origin().path()).matches()) {
                        return;
                    }
                    fixed.askedFor.put(
                            variable.name(),
                            new Finding(
                                    Code.VARIABLE_FIXED,
                                    variable.origin(),
                                    variable.name() + " is not a chart value; its current value is inlined",
                                    "convert again when it changes"));
                    if (variable.inner()) {
                        fixed.inner.add(variable.name());
                    }
                });
        project.root().entries().forEach((key, entry) -> {
            if (key.equals("services") && entry.value() instanceof MapNode services) {
                services.entries().forEach((name, service) -> fixed.service(name, (MapNode) service.value()));
            } else if (!key.equals("name") && !VariablePlaces.isOfOthers(key)) {
                VariablePlaces.walk(entry.value(), key, "", fixed::outside);
            }
            if ((key.equals("secrets") || key.equals("configs")) && entry.value() instanceof MapNode files) {
                files.entries()
                        .forEach((name, file) -> fixed.file(key + "." + name, file.value(), project.environment()));
            }
        });
        return fixed;
    }

    /**
     * Returns a finding for each place where a variable is inlined, and for each variable that is a chart value in
     * texts but also affects other output.
     *
     * @param whole the variables for which another value changes only chart values
     * @param known the variables that are chart values everywhere they are used
     */
    public List<Finding> findings(Set<String> whole, Set<String> known) {
        List<Finding> all = new ArrayList<>();
        Set<String> told = new HashSet<>(whole);
        // Others were tried at the same time, so that these had no effect.
        told.removeIf(name -> inner.contains(name) && !known.contains(name));
        findings.forEach((finding, names) -> {
            if (!known.containsAll(names)) {
                all.add(finding);
                told.addAll(names);
            }
        });
        askedFor.forEach((name, finding) -> {
            if (!told.contains(name)) {
                all.add(finding);
            }
        });
        return all;
    }

    /** Returns the values of each variable of the project: several if it is unset and has several defaults. */
    public Map<String, Set<String>> values() {
        return values;
    }

    private void note(Node node) {
        if (node instanceof MapNode map) {
            map.entries().values().forEach(entry -> note(entry.value()));
        } else if (node instanceof ListNode list) {
            list.items().forEach(this::note);
        } else if (node instanceof ScalarNode scalar) {
            note(scalar.text());
        }
    }

    private void note(Text text) {
        if (text instanceof Text.Variable variable && !VariablePlaces.ofFolders(variable.name())) {
            values.computeIfAbsent(variable.name(), first -> new LinkedHashSet<>())
                    .add(variable.given());
        } else if (text instanceof Text.Concat concat) {
            concat.parts().forEach(this::note);
        }
    }

    /** A file whose content is a variable: it is named, not written as one. */
    private void file(String path, Node definition, Map<String, String> environment) {
        if (definition instanceof MapNode map
                && map.entries().containsKey("environment")
                && map.entries().get("environment").value() instanceof ScalarNode scalar
                && environment.containsKey(scalar.value())) {
            values.computeIfAbsent(scalar.value(), first -> new LinkedHashSet<>())
                    .add(environment.get(scalar.value()));
            add(new Place(path + ".environment", "environment", Set.of(scalar.value()), scalar), "");
        }
    }

    private void service(String name, MapNode service) {
        String component = Names.label(name);
        service.entries().forEach((attribute, entry) -> {
            if (!NOWHERE.contains(attribute) && !VariablePlaces.isOfOthers(attribute)) {
                VariablePlaces.walk(
                        entry.value(),
                        "services." + name + "." + attribute,
                        "",
                        place -> of(component, attribute, place));
            }
        });
    }

    /** Deals with a place that belongs to no service. */
    private void outside(Place place) {
        if (place.rest().endsWith("name") || place.path().startsWith("secrets.")) {
            return;
        }
        if (place.path().startsWith("volumes.") && place.rest().matches(".+\\.x-sild\\.(size|class)")) {
            add(
                    place,
                    "the persistence of "
                            + place.rest().substring(0, place.rest().indexOf(".x-sild")));
        } else if (place.path().equals("x-sild.host")) {
            add(place, "ingress.hosts of a service");
        } else {
            add(place, place.path().startsWith("x-sild.storage.") ? "the persistence of its volumes" : "");
        }
    }

    private void of(String component, String attribute, Place place) {
        String rest = place.rest();
        String key = Names.camelCase(component);
        switch (attribute) {
            case "image", "command", "entrypoint" -> {
                if (asked(component, place.names())) {
                    askedFor(place);
                } else {
                    add(place, attribute.equals("image") ? key + ".image" : "");
                }
            }
            case "environment" -> environment(component, place);
            case "ports" -> {
                if (!rest.endsWith("published")
                        || isOpened(component, place.scalar().text().value())) {
                    add(place, "");
                }
            }
            case "x-sild" ->
                add(
                        place,
                        rest.equals("host")
                                ? key + ".ingress.hosts"
                                : rest.startsWith("storage.") ? "the persistence of its volumes" : "");
            default -> {
                if (!rest.endsWith("source")) {
                    boolean replicas =
                            attribute.equals("scale") || attribute.equals("deploy") && rest.equals("replicas");
                    boolean resources = RESOURCES.contains(attribute)
                            || attribute.equals("deploy") && rest.startsWith("resources.");
                    add(place, replicas ? key + ".replicas" : resources ? key + ".resources" : "");
                }
            }
        }
    }

    /** A secret value is in a Secret, which is not part of the container's texts. */
    private void environment(String component, Place place) {
        boolean open = containers(component)
                .flatMap(container -> container.env().stream())
                .anyMatch(env -> env.name().equals(place.rest()) && !(env.value() instanceof Text.SecretRef));
        if (open && asked(component, place.names())) {
            askedFor(place);
        } else {
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
            VariablePlaces.variables(container.image(), asked);
            container.command().forEach(word -> VariablePlaces.variables(word, asked));
            container.args().forEach(word -> VariablePlaces.variables(word, asked));
            container.env().forEach(env -> VariablePlaces.variables(env.value(), asked));
        });
        return asked.containsAll(names)
                || containers(component)
                        .flatMap(container -> Stream.concat(container.command().stream(), container.args().stream()))
                        .anyMatch(FixedVariables::refers);
    }

    /** A word with a secret in it refers to a variable of the container's. */
    private static boolean refers(Text text) {
        return text instanceof Text.EnvRef
                || text instanceof Text.Concat concat && concat.parts().stream().anyMatch(FixedVariables::refers);
    }

    /** Whether a published port is open to the outside under its own number. */
    private boolean isOpened(String component, String number) {
        return application.exposures().stream()
                .filter(exposure -> !(exposure.kind() instanceof Exposure.PortForward
                        || exposure.kind() instanceof Exposure.Ingress
                        || exposure.kind() instanceof Exposure.Gateway))
                .filter(exposure -> exposure.component().equals(component))
                .flatMap(exposure -> exposure.ports().stream())
                .anyMatch(port -> Integer.toString(port.number()).equals(number));
    }

    private void askedFor(Place place) {
        place.names()
                .forEach(name -> askedFor.put(
                        name,
                        new Finding(
                                Code.VARIABLE_FIXED,
                                place.scalar().position().origin(place.path()),
                                name + " is a chart value here, but text derived from it is inlined, such as addresses",
                                "convert again when it changes")));
    }

    private void add(Place place, String instead) {
        boolean one = place.names().size() == 1;
        findings.put(
                new Finding(
                        Code.VARIABLE_FIXED,
                        place.scalar().position().origin(place.path()),
                        String.join(", ", place.names()) + " is not a chart value here; what " + (one ? "it" : "they")
                                + " resolved to is inlined",
                        instead.isEmpty()
                                ? "convert again when " + (one ? "it changes" : "they change")
                                : "set " + instead + " in the chart's values instead"),
                place.names());
    }
}
