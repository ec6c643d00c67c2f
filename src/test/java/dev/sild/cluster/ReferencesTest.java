package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sild.operator.engine.observe.References;
import dev.sild.operator.engine.state.Owner;
import dev.sild.operator.engine.state.Reference;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What it costs to watch the Secrets and ConfigMaps that stacks name, and what is learnt of them. */
@OnControlPlane
class ReferencesTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int LARGE = 500_000;

    private final ControlPlane plane;
    private final AtomicLong received = new AtomicLong();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private KubernetesClient client;
    private References references;

    ReferencesTest(ControlPlane plane) {
        this.plane = plane;
    }

    @BeforeEach
    void open() {
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(plane.kubeconfig().toFile()))
                .withHttpClientFactory(new JdkHttpClientFactory())
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("count", new Count()))
                .build();
        references = new References(client);
        references.listen((namespace, name) -> told.add(namespace + "/" + name));
    }

    @AfterEach
    void close() {
        references.close();
        client.close();
    }

    @Test
    void twentyThousandNamesAreOneWatchOfEachKind() {
        plane.makeNamespace("references-many", "");
        AuditLog log = AuditLog.ofNow(plane, "admin");

        for (String stack : List.of("one", "two")) {
            references.watch(
                    owner("references-many", stack),
                    IntStream.range(0, 20_000)
                            .boxed()
                            .flatMap(i -> List.of(Reference.secret("s-" + i), Reference.configMap("c-" + i)).stream())
                            .collect(Collectors.toSet()));
        }

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(watches(log, "references-many")).containsExactlyInAnyOrder("secrets", "configmaps"));
        assertThat(references.identity("references-many", Reference.secret("s-1")))
                .isEmpty();
    }

    private static List<String> watches(AuditLog log, String namespace) {
        return log.requests().stream()
                .filter(request -> request.path().contains("/namespaces/" + namespace + "/")
                        && request.verb().equals("watch"))
                .map(AuditLog.Request::resource)
                .toList();
    }

    @Test
    void noContentOfASecretIsTransferred() {
        plane.makeNamespace("references-content", "");
        create("references-content", "large", "x".repeat(LARGE));
        create("references-content", "other", "x".repeat(LARGE));

        references.watch(owner("references-content", "shop"), Set.of(Reference.secret("large")));

        assertThat(references.identity("references-content", Reference.secret("large")))
                .isPresent();
        assertThat(received.get()).as("bytes").isPositive().isLessThan(LARGE / 10);
    }

    @Test
    void aStackIsToldOfWhatItNamesAndOfNothingElse() {
        plane.makeNamespace("references-told", "");
        create("references-told", "shared", "one");
        create("references-told", "nobodys", "one");
        references.watch(
                owner("references-told", "shop"), Set.of(Reference.secret("shared"), Reference.secret("later")));
        references.watch(owner("references-told", "blog"), Set.of(Reference.secret("shared")));
        String before = references
                .identity("references-told", Reference.secret("shared"))
                .orElseThrow();
        told.clear();

        change("nobodys");
        change("shared");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(told).containsExactlyInAnyOrder("references-told/shop", "references-told/blog"));
        assertThat(references.identity("references-told", Reference.secret("shared")))
                .isPresent()
                .get()
                .isNotEqualTo(before);

        told.clear();
        references.watch(owner("references-told", "blog"), Set.of());
        create("references-told", "later", "one");
        await().atMost(SOON).untilAsserted(() -> assertThat(told).containsExactly("references-told/shop"));
        plane.kubectl("delete", "secret", "later", "-n", "references-told").require();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(references.identity("references-told", Reference.secret("later")))
                        .isEmpty());
        assertThat(told).containsOnly("references-told/shop");
    }

    @Test
    void aWatchEndsWithTheLastStackThatNeedsIt() {
        plane.makeNamespace("references-end", "");
        create("references-end", "key", "one");
        references.watch(owner("references-end", "shop"), Set.of(Reference.secret("key")));
        references.watch(owner("references-end", "blog"), Set.of(Reference.secret("key")));

        references.forget("references-end", "WebStack", "shop");
        assertThat(references.identity("references-end", Reference.secret("key")))
                .isPresent();
        references.forget("references-end", "WebStack", "blog");
        assertThat(references.identity("references-end", Reference.secret("key")))
                .isEmpty();
    }

    private void change(String secret) {
        plane.kubectl("patch", "secret", secret, "-n", "references-told", "-p", "{\"stringData\":{\"key\":\"two\"}}")
                .require();
    }

    private void create(String namespace, String name, String value) {
        plane.client()
                .create(
                        "/api/v1/namespaces/" + namespace + "/secrets",
                        "{\"metadata\": {\"name\": \"" + name + "\"}, \"stringData\": {\"key\": \"" + value + "\"}}")
                .require();
    }

    private static Owner owner(String namespace, String name) {
        return new Owner("sild.dev/v1alpha1", "WebStack", namespace, name, "uid-of-" + name, 1);
    }

    private final class Count implements Interceptor {
        @Override
        public AsyncBody.Consumer<List<ByteBuffer>> consumer(
                AsyncBody.Consumer<List<ByteBuffer>> next, HttpRequest request) {
            return new AsyncBody.Consumer<>() {
                @Override
                public void consume(List<ByteBuffer> buffers, AsyncBody body) throws Exception {
                    buffers.forEach(buffer -> received.addAndGet(buffer.remaining()));
                    next.consume(buffers, body);
                }

                @Override
                public <U> U unwrap(Class<U> target) {
                    return next.unwrap(target);
                }
            };
        }
    }
}
