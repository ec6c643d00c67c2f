package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;

/** What others do to a stack's objects: of what is stated nothing lasts, of what is not stated everything does. */
@OnOperator(namespace = "drift")
class OperatorDriftTest {
    /** Less than the operator waits for a watch that is late: what it takes for put back must be so. */
    private static final Duration SOON = Duration.ofSeconds(25);
    /** So many objects of a kind have the same field changed; after that it is the same once more. */
    private static final int ALIKE = 1;

    private static final int RECONCILES = 100;
    private static final int HANDS = 8;

    private final OperatorBench bench;

    OperatorDriftTest(OperatorBench bench) {
        this.bench = bench;
    }

    @EveryKind
    void everyFieldThatIsStatedComesBackAndTheEventNamesWhoChangedIt(StackFile kind) throws Exception {
        String stack = kind.stack("drift");
        bench.apply(kind.named(stack));
        bench.awaitReady(kind, stack);
        Queue<String> problems = new ConcurrentLinkedQueue<>();
        Map<String, Integer> changed = new ConcurrentSkipListMap<>();
        Map<String, AtomicInteger> alike = new ConcurrentHashMap<>();
        ExecutorService hands = Executors.newFixedThreadPool(HANDS);
        List<Future<?>> done = new ArrayList<>();
        bench.objects(stack)
                .forEach((name, object) -> done.add(
                        hands.submit(() -> changed.merge(name, drift(name, object, alike, problems), Integer::sum))));
        for (Future<?> one : done) {
            one.get();
        }
        hands.shutdown();
        changed.values().removeIf(count -> count == 0);

        assertThat(problems).isEmpty();
        assertThat(changed.values().stream().mapToInt(Integer::intValue).sum())
                .as("fields that could be changed: %s", changed)
                .isGreaterThan(150);
        assertThat(changed.keySet().stream().map(name -> name.substring(0, name.indexOf('/'))))
                .as("kinds")
                .containsAll(bench.objects(stack).keySet().stream()
                        .filter(name -> !name.startsWith("PersistentVolumeClaim/"))
                        .map(name -> name.substring(0, name.indexOf('/')))
                        .toList());
        await("every change is reported").atMost(SOON).untilAsserted(() -> {
            List<String> events = bench.events(stack);
            assertThat(changed.keySet())
                    .allSatisfy(name -> assertThat(events)
                            .anyMatch(event -> event.startsWith("DriftCorrected: " + name + " ")
                                    && event.contains("changed by intruder")));
        });
        bench.awaitReady(kind, stack);
        bench.remove(kind, stack);
    }

    /** Changes the fields of an object one by one, and waits each time until all are as they were; returns how many. */
    private int drift(String name, JsonNode object, Map<String, AtomicInteger> alike, Queue<String> problems) {
        Resource<GenericKubernetesResource> resource = resource(object);
        List<StatedFields.Leaf> leaves = StatedFields.of(object, "sild").stream()
                // By these it is found, and what has an owner that is not there goes by the garbage collector's hand.
                .filter(leaf -> !leaf.toString()
                        .matches("apiVersion|kind|metadata\\.(name|namespace)"
                                + "|metadata\\.ownerReferences\\..*\\.(apiVersion|kind|name|uid)"))
                .toList();
        Map<StatedFields.Leaf, JsonNode> stated = StatedFields.values(leaves, object);
        Map<String, Integer> times = new TreeMap<>();
        int changed = 0;
        for (StatedFields.Leaf leaf : stated.keySet()) {
            String field = leaf.toString().replaceAll("\\.\\d+(?=\\.|$)", "");
            // What is changed more often is contested, which is another test's.
            if (times.merge(field, 1, Integer::sum) > 2) {
                continue;
            }
            AtomicInteger objects = alike.computeIfAbsent(
                    name.substring(0, name.indexOf('/')) + " " + field.replaceAll("\\{.*?}", ""),
                    key -> new AtomicInteger());
            if (objects.get() >= ALIKE && changed > 0) {
                continue;
            }
            JsonNode now = json(resource.get());
            // What the API server lets nobody change so can perhaps be taken away.
            if (!patch(resource, leaf.change(now)) && !patch(resource, leaf.removal(now))) {
                continue;
            }
            changed++;
            objects.incrementAndGet();
            try {
                await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(() -> {
                    GenericKubernetesResource found = resource.get();
                    return found != null
                            && StatedFields.values(leaves, json(found)).equals(stated);
                });
            } catch (ConditionTimeoutException e) {
                Map<StatedFields.Leaf, JsonNode> left = StatedFields.values(leaves, json(resource.get()));
                problems.add(name + " " + leaf + ": not put back "
                        + stated.keySet().stream()
                                .filter(one -> !stated.get(one).equals(left.get(one)))
                                .toList());
                return changed;
            }
        }
        return changed;
    }

    private boolean patch(Resource<GenericKubernetesResource> resource, String patch) {
        try {
            String before = resource.get().getMetadata().getResourceVersion();
            GenericKubernetesResource after = resource.patch(
                    new PatchContext.Builder()
                            .withPatchType(PatchType.JSON)
                            .withFieldManager("intruder")
                            .build(),
                    patch);
            return !after.getMetadata().getResourceVersion().equals(before);
        } catch (KubernetesClientException e) {
            return false;
        }
    }

    private Resource<GenericKubernetesResource> resource(JsonNode object) {
        return bench.client
                .genericKubernetesResources(
                        object.path("apiVersion").asText(), object.path("kind").asText())
                .inNamespace(bench.namespace)
                .withName(object.path("metadata").path("name").asText());
    }

    private JsonNode json(GenericKubernetesResource resource) {
        return Manifest.json(bench.client.getKubernetesSerialization().asJson(resource));
    }

    @EveryKind
    void whatIsNotStatedIsLeftAlone(StackFile kind) {
        String stack = kind.stack("foreign");
        bench.apply(kind.named(stack));
        bench.awaitReady(kind, stack);
        Map<String, JsonNode> objects = bench.objects(stack);
        objects.values()
                .forEach(
                        object -> resource(object)
                                .patch(
                                        PatchContext.of(PatchType.JSON_MERGE),
                                        "{\"metadata\":{\"labels\":{\"example.com/theirs\":\"stays\"},\"annotations\":{\"example.com/theirs\":\"stays\"}}}"));
        List<String> deployments = objects.keySet().stream()
                .filter(name -> name.startsWith("Deployment/"))
                .toList();
        for (String deployment : deployments) {
            bench.plane.kubectl("patch", deployment, "-n", "drift", "-p", """
          {"spec":{"template":{"metadata":{"annotations":{"example.com/injected":"true"}},"spec":{"containers":[
            {"name":"injected","image":"example.com/sidecar:1"}],"priorityClassName":"system-cluster-critical"}}}}
          """).require();
        }
        bench.awaitReady(kind, stack);
        AuditLog log = bench.atRest();
        Map<String, String> before = settled(stack);

        for (int i = 0; i < RECONCILES; i++) {
            bench.client
                    .genericKubernetesResources(kind.apiVersion(), kind.kind())
                    .inNamespace("drift")
                    .withName(stack)
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"metadata\":{\"annotations\":{\"example.com/look\":\"" + i + "\"}}}");
        }

        await().during(Duration.ofSeconds(2))
                .atMost(SOON)
                .untilAsserted(() -> assertThat(log.requests().stream()
                                .filter(request -> !request.isOfTheLease()
                                        && !request.verb().equals("watch")))
                        .as("requests of %s looks at a stack as it should be", RECONCILES)
                        .isEmpty());
        assertThat(settled(stack)).isEqualTo(before);
        assertThat(bench.objects(stack).get(deployments.get(0)).at("/spec/template/spec/containers"))
                .anyMatch(container -> container.path("name").asText().equals("injected"));
        bench.remove(kind, stack);
    }

    private Map<String, String> settled(String stack) {
        Map<String, String> settled = new TreeMap<>();
        bench.objects(stack)
                .forEach((name, object) -> settled.put(
                        name,
                        object.path("metadata").path("generation") + " "
                                + object.path("metadata").path("labels") + " "
                                + new TreeSet<>(object.path("metadata").path("annotations").properties().stream()
                                        .filter(annotation ->
                                                !annotation.getKey().startsWith("deployment.kubernetes.io/"))
                                        .map(Object::toString)
                                        .toList())));
        return settled;
    }
}
