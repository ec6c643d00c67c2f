package dev.sild.play.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sild.play.podman.Podman;
import dev.sild.play.podman.PodmanException;
import dev.sild.play.state.LivePods.Address;
import dev.sild.play.state.LivePods.LivePod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Podman's answers, as 5.4.2 gives them, cut to what is read. */
class LiveReaderTest {
    private static final String PODS = """
      [{"Id": "p2", "Name": "shop-web", "Created": "2026-01-01T00:00:02.5Z", "InfraId": "i2", "Status": "Running",
        "Labels": {"sild.dev/project": "shop", "sild.dev/service": "web", "sild.dev/hash": "ab"}},
       {"Id": "p1", "Name": "shop-db", "Created": "2026-01-01T00:00:01Z", "Labels": {"sild.dev/service": "db"}}]
      """;
    private static final String CONTAINERS = """
      [{"Id": "i2", "Name": "p2-infra", "Pod": "p2", "IsInfra": true},
       {"Id": "c1", "Name": "shop-web-web", "Pod": "p2", "IsInfra": false, "Image": "sha", "RestartCount": 4,
        "State": {"Status": "running", "ExitCode": 0, "StartedAt": "2026-01-01T00:00:03.123456789+02:00"},
        "Config": {"Annotations": {"sild.dev/inits": "first"}},
        "NetworkSettings": {"Ports": {"8080/tcp": [{"HostIp": "0.0.0.0", "HostPort": "80"}], "53/udp": null,
          "9090/tcp": [{"HostIp": "127.0.0.1", "HostPort": "9090"}]}}},
       {"Id": "c0", "Name": "shop-web-first", "Pod": "p2", "State": {"Status": "created", "StartedAt": "0001-01-01T00:00:00Z"},
        "Config": {"Annotations": {"sild.dev/inits": "first"}}}]
      """;

    @Test
    void podsComeInTheOrderInWhichTheyWereMade() throws Exception {
        assertThat(LiveReader.pods(PODS, CONTAINERS))
                .extracting(LivePod::service)
                .containsExactly("db", "web");
    }

    @Test
    void aPodHasItsContainersButForPodmansOwn() throws Exception {
        LivePod web = LiveReader.pods(PODS, CONTAINERS).get(1);
        assertThat(web.containers()).extracting(LivePods.LiveContainer::id).containsExactly("c1", "c0");
        assertThat(web.mains()).singleElement().satisfies(container -> {
            assertThat(container.restarts()).isEqualTo(4);
            assertThat(container.image()).isEqualTo("sha");
            assertThat(container.started()).contains(Instant.parse("2025-12-31T22:00:03.123456789Z"));
            assertThat(container.addresses())
                    .containsExactly(new Address("", 80, 8080, "tcp"), new Address("127.0.0.1", 9090, 9090, "tcp"));
        });
        assertThat(web.containers().get(1).started()).isEmpty();
    }

    @Test
    void whoHasAPortIsToldByItsProjectItsPodOrItsName() throws Exception {
        List<LiveReader.Holder> holders = LiveReader.holders("""
        [{"IsInfra": true, "Names": ["p1-infra"], "PodName": "shop-web",
          "Ports": [{"host_ip": "", "container_port": 80, "host_port": 8080, "range": 1, "protocol": "tcp"}]},
         {"IsInfra": false, "Names": ["shop-web-web"], "PodName": "shop-web",
          "Labels": {"sild.dev/project": "shop", "sild.dev/service": "web"},
          "Ports": [{"host_ip": "0.0.0.0", "container_port": 80, "host_port": 8080, "range": 2, "protocol": "tcp"}]},
         {"Names": ["other-a"], "PodName": "other", "Ports": [{"host_ip": "127.0.0.1", "host_port": 53, "protocol": "udp"}]},
         {"Names": ["lonely"], "PodName": "", "Ports": [{"host_ip": "", "host_port": 1, "range": 1, "protocol": "tcp"}]},
         {"Names": ["silent"], "PodName": "", "Ports": null}]
        """);
        assertThat(holders)
                .extracting(LiveReader.Holder::what)
                .containsExactly("'web' of the project 'shop'", "the pod 'other'", "the container 'lonely'");
        assertThat(holders)
                .extracting(LiveReader.Holder::remedy)
                .containsExactly(
                        "stop it with 'sild down -p shop'",
                        "stop it with 'podman pod stop other'",
                        "stop it with 'podman stop lonely'");
        assertThat(holders.get(0).addresses())
                .containsExactly(new Address("", 8080, 80, "tcp"), new Address("", 8081, 81, "tcp"));
    }

    @Test
    void anAnswerOfNothingIsNothing() throws Exception {
        assertThat(LiveReader.pods("", "")).isEmpty();
        assertThat(LiveReader.pods("[]\n", "[]")).isEmpty();
    }

    @Test
    void whatIsNoJsonIsPodmansFault() {
        assertThatThrownBy(() -> LiveReader.pods("POD ID  NAME", ""))
                .isInstanceOf(PodmanException.class)
                .hasMessageContaining("invalid JSON");
    }

    @Test
    void secretsOfOthersAreNone() throws Exception {
        String answer = """
        [{"Spec": {"Name": "a", "Labels": {"sild.dev/project": "shop", "sild.dev/kind": "data"}}, "SecretData": "x: 1"},
         {"Spec": {"Name": "b", "Labels": {"sild.dev/project": "shop", "sild.dev/kind": "copy"}}},
         {"Spec": {"Name": "c", "Labels": {"sild.dev/project": "other"}}}, {"Spec": {"Name": "d", "Labels": {}}}]
        """;
        assertThat(LiveReader.secrets(answer, "shop")).isEqualTo(Map.of("a", true, "b", false));
        assertThat(LiveReader.content(answer)).contains("x: 1");
    }

    @Test
    void networksAndVolumesSayWhatTheyAre() throws Exception {
        assertThat(LiveReader.networks(
                        "[{\"name\": \"n\", \"internal\": true, \"labels\": {\"sild.dev/hash\": \"1f\"}}]"))
                .isEqualTo(Map.of("n", new LivePods.LiveNetwork(true, "1f")));
        assertThat(LiveReader.volumes(
                        "[{\"Name\": \"v\", \"Labels\": {\"sild.dev/kind\": \"data\"}}, {\"Name\": \"w\"}]"))
                .isEqualTo(Map.of("v", true, "w", false));
    }

    @Test
    void theReasonOfAnErrorIsItsLastLineWithoutPodmansWordForIt() {
        assertThat(new Podman.Answer(125, "", "time=x level=warning\nError: no such pod\n").reason())
                .isEqualTo("no such pod");
        assertThat(List.of(new Podman.Answer(1, "", "").reason())).containsExactly("it exited with 1");
    }
}
