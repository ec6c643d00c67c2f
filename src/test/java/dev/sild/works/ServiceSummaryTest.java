package dev.sild.works;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.Tree;
import dev.sild.convert.ConvertRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the report says of each service is what the emitted objects mean, read alone. */
class ServiceSummaryTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> theSummaryOfEveryGoldenIsWhatItsObjectsMean() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path folder : ConvertedProject.cases()) {
            ConvertedProject converted = ConvertedProject.ofCase(folder);
            if (converted.code() == 0 && !converted.forPodman()) {
                tests.add(DynamicTest.dynamicTest(folder.getFileName().toString(), () -> compare(folder)));
            }
        }
        assertThat(tests).hasSizeGreaterThan(100);
        return tests.stream();
    }

    private static void compare(Path folder) throws IOException {
        ConvertRun run = ConvertRun.ofCase(folder, "--report", "json");
        Map<String, String> told = new TreeMap<>();
        Map<String, JsonNode> access = new TreeMap<>();
        for (JsonNode service : JSON.readTree(run.err()).path("services")) {
            String name = service.path("service").asText();
            told.put(name, told(service));
            service.path("data")
                    .forEach(data -> access.put(name + " " + data.path("path").asText(), data));
        }
        List<Map<String, Object>> objects = Tree.documents(run.out());
        Map<String, String> meantAccess = new TreeMap<>();
        assertThat(told).isEqualTo(meant(objects, meantAccess));
        compareAccess(access, meantAccess);
    }

    /** Objects do not tell which user an image has: what is known of it may settle only what they leave open. */
    private static void compareAccess(Map<String, JsonNode> told, Map<String, String> meant) {
        assertThat(told.keySet()).isEqualTo(meant.keySet());
        told.forEach((mount, data) -> {
            String answer = data.path("writable").asText();
            if (!answer.equals(meant.get(mount))) {
                assertThat(meant.get(mount))
                        .as(mount + " is summarized as " + data)
                        .isEqualTo("unknown");
                assertThat(data.path("why").asText())
                        .as(mount)
                        .matches("the image .*|a new claim belongs to root, and the pod has no fsGroup");
            }
        });
    }

    private static String told(JsonNode service) {
        TreeSet<String> facts = new TreeSet<>();
        facts.add("runs "
                + service.path("runs").asText().replaceAll("always, \\d+ times|never, with 0 replicas", "always"));
        service.path("data")
                .forEach(data -> facts.add(data.path("path").asText() + " in "
                        + data.path("place").asText()
                        + (data.path("readOnly").asBoolean() ? " read only" : "")));
        service.path("reachable").forEach(name -> {
            TreeSet<Integer> ports = new TreeSet<>();
            name.path("ports").forEach(port -> ports.add(port.asInt()));
            facts.add("name " + name.path("name").asText() + ports);
        });
        return String.join("\n", facts);
    }

    private static Map<String, String> meant(List<Map<String, Object>> objects, Map<String, String> access) {
        EmittedAccess emitted = new EmittedAccess(objects);
        Map<String, String> meant = new TreeMap<>();
        for (Map<String, Object> object : objects) {
            String kind = Tree.text(object, "kind");
            Object template = kind.equals("CronJob")
                    ? Tree.at(object, "spec", "jobTemplate", "spec", "template")
                    : Tree.at(object, "spec", "template");
            if (Tree.at(template, "spec", "containers") != null) {
                for (Object container : Tree.list(template, "spec", "containers")) {
                    String name = Tree.text(container, "name");
                    emitted.of(object, Tree.map(template), Tree.map(container))
                            .forEach((path, answer) -> access.put(name + " " + path, answer));
                    meant.put(name, facts(kind, object, Tree.map(template), Tree.map(container), objects));
                }
            }
        }
        return meant;
    }

    private static String facts(
            String kind,
            Map<String, Object> object,
            Map<String, Object> template,
            Map<String, Object> container,
            List<Map<String, Object>> objects) {
        TreeSet<String> facts = new TreeSet<>();
        facts.add("runs "
                + switch (kind) {
                    case "DaemonSet" -> "always, on each node";
                    case "Job" -> "once";
                    case "CronJob" -> "on the schedule " + Tree.text(object, "spec", "schedule");
                    default -> "always";
                });
        Map<String, String> places = places(object, template);
        for (Object mount : Tree.list(container, "volumeMounts")) {
            String place = places.get(Tree.text(mount, "name"));
            if (place != null) {
                facts.add(Tree.text(mount, "mountPath") + " in " + place
                        + (Tree.text(mount, "readOnly").equals("true") ? " read only" : ""));
            }
        }
        int containers = Tree.list(template, "spec", "containers").size();
        for (Map<String, Object> service : objects) {
            if (Tree.text(service, "kind").equals("Service") && selects(service, template)) {
                TreeSet<Integer> ports = new TreeSet<>();
                boolean own =
                        containers == 1 || Tree.list(service, "spec", "ports").isEmpty();
                for (Object port : Tree.list(service, "spec", "ports")) {
                    ports.add(Integer.valueOf(Tree.text(port, "port")));
                    String target = Tree.text(port, Tree.at(port, "targetPort") == null ? "port" : "targetPort");
                    own |= listens(container, target, Tree.text(port, "protocol"));
                }
                if (own && !isTechnical(service)) {
                    facts.add("name " + Tree.text(service, "metadata", "name") + ports);
                }
            }
        }
        return String.join("\n", facts);
    }

    /** Whether a Service is not there to be named: it opens ports, or governs a StatefulSet. */
    private static boolean isTechnical(Map<String, Object> service) {
        return Tree.text(service, "spec", "type").matches("NodePort|LoadBalancer")
                || Tree.text(service, "metadata", "name").matches(".*-headless");
    }

    private static boolean listens(Map<String, Object> container, String target, String protocol) {
        return Tree.list(container, "ports").stream()
                .anyMatch(port -> (Tree.text(port, "containerPort").equals(target)
                                || Tree.text(port, "name").equals(target))
                        && Tree.text(port, "protocol").equals(protocol));
    }

    private static boolean selects(Map<String, Object> service, Map<String, Object> template) {
        Map<String, Object> selector = Tree.map(service, "spec", "selector");
        return !selector.isEmpty()
                && Tree.map(template, "metadata", "labels").entrySet().containsAll(selector.entrySet());
    }

    /** Returns where the volumes of a pod with data are stored. */
    private static Map<String, String> places(Map<String, Object> object, Map<String, Object> template) {
        Map<String, String> places = new LinkedHashMap<>();
        for (Object claim : Tree.list(object, "spec", "volumeClaimTemplates")) {
            places.put(Tree.text(claim, "metadata", "name"), "a claim of each pod");
        }
        for (Object volume : Tree.list(template, "spec", "volumes")) {
            String name = Tree.text(volume, "name");
            Map<String, Object> source = Tree.map(volume);
            if (source.containsKey("persistentVolumeClaim")) {
                places.put(name, "claim " + Tree.text(volume, "persistentVolumeClaim", "claimName"));
            } else if (source.containsKey("hostPath")) {
                places.put(name, Tree.text(volume, "hostPath", "path") + " of the node");
            } else if (source.containsKey("nfs")) {
                places.put(name, Tree.text(volume, "nfs", "path") + " of " + Tree.text(volume, "nfs", "server"));
            } else if (source.containsKey("image")) {
                places.put(name, "image " + Tree.text(volume, "image", "reference"));
            } else if (source.containsKey("emptyDir")) {
                places.put(name, Tree.text(volume, "emptyDir", "medium").equals("Memory") ? "memory" : "the pod");
            }
        }
        return places;
    }
}
