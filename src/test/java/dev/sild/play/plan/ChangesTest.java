package dev.sild.play.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Network;
import dev.sild.play.plan.PlayPlan.PlannedNetwork;
import dev.sild.play.state.LivePods;
import dev.sild.play.state.LivePods.LiveContainer;
import dev.sild.play.state.LivePods.LivePod;
import dev.sild.play.state.PlayLabels;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What has to happen for a scene to be there, by what is there already. */
class ChangesTest {
    private static final LivePods.LiveNetwork PLAIN_NETWORK = new LivePods.LiveNetwork(false, "");

    private static final Changes.Known NOTHING_KNOWN = new Changes.Known(Map.of(), Set.of(), false);
    private static final Map<String, String> PLAIN = Map.of();

    @Test
    void everythingIsMadeWhereNothingIs() {
        Changes changes = changes(scene(pod("db", "1"), pod("web", "1")), live());
        assertThat(changes.played()).extracting(PlannedPod::service).containsExactly("db", "web");
        assertThat(changes.madeNetworks()).extracting(PlannedNetwork::name).containsExactly("shop_default");
        assertThat(changes.removed()).isEmpty();
    }

    @Test
    void nothingHappensWhereAllIsThere() {
        Changes changes =
                changes(scene(pod("db", "1"), pod("web", "1")), live(running("db", "1"), running("web", "1")));
        assertThat(changes.isNothing()).isTrue();
        assertThat(changes.left()).hasSize(2);
        assertThat(changes.madeNetworks()).isEmpty();
    }

    @Test
    void onlyThePodThatHasChangedIsReplaced() {
        Changes changes =
                changes(scene(pod("db", "1"), pod("web", "2")), live(running("db", "1"), running("web", "1")));
        assertThat(changes.played()).extracting(PlannedPod::service).containsExactly("web");
        assertThat(reasons(changes)).containsExactly(Map.entry("web", "has changed"));
    }

    @Test
    void aPodGoesThatNobodyAsksForAnyMore() {
        Changes changes = changes(scene(pod("db", "1")), live(running("db", "1"), running("web", "1")));
        assertThat(changes.played()).isEmpty();
        assertThat(reasons(changes)).containsExactly(Map.entry("web", "is no longer needed"));
    }

    @Test
    void aPodOfAnotherImageUnderTheSameNameIsReplaced() {
        Changes.Known known = new Changes.Known(Map.of("example/web:1", "new"), Set.of(), false);
        assertThat(reasons(Changes.of(scene(pod("web", "1")), live(running("web", "1")), known)))
                .containsExactly(Map.entry("web", "has a new image"));
        Changes.Known same = new Changes.Known(Map.of("example/web:1", "image-of-web"), Set.of(), false);
        assertThat(Changes.of(scene(pod("web", "1")), live(running("web", "1")), same)
                        .isNothing())
                .isTrue();
    }

    @Test
    void theReadersOfASecretThatHasChangedAreReplaced() {
        Changes.Known known = new Changes.Known(Map.of(), Set.of("shop-web-env"), false);
        assertThat(reasons(Changes.of(
                        scene(pod("db", "1"), pod("web", "1")), live(running("db", "1"), running("web", "1")), known)))
                .containsExactly(Map.entry("web", "uses a secret that has changed"));
    }

    @Test
    void whatDoesNotRunIsPlayedAnewUnlessItHasDoneItsWork() {
        LivePod stopped = live("web", "1", "exited", 0, PLAIN);
        assertThat(reasons(changes(scene(pod("web", "1")), live(stopped))))
                .containsExactly(Map.entry("web", "is not running"));
        Map<String, String> ends = Map.of(PlayLabels.ENDS, "Never");
        assertThat(changes(scene(pod("web", "1")), live(live("web", "1", "exited", 0, ends)))
                        .isNothing())
                .isTrue();
        assertThat(changes(scene(pod("web", "1")), live(live("web", "1", "exited", 1, ends)))
                        .isNothing())
                .isFalse();
    }

    @Test
    void aServerThatHasEndedHasNotDoneItsWork() {
        PlannedPod server = pod("web", "1");
        server.pod().getMetadata().setAnnotations(Map.of(PlayLabels.CHECK + "web", "{}"));
        assertThat(changes(scene(server), live(live("web", "1", "exited", 0, Map.of(PlayLabels.ENDS, "Never"))))
                        .isNothing())
                .isFalse();
    }

    @Test
    void aNetworkIsMadeAnewWhenItIsToBeInternal() {
        PlayPlan scene = new PlayPlan(
                "shop",
                List.of(new PlannedNetwork("shop_default", true)),
                List.of(),
                Set.of(),
                List.of(),
                List.of(),
                new PlayPlan.Others(Set.of(), Set.of(), Set.of(), Set.of()));
        Changes changes = changes(scene, live());
        assertThat(changes.madeNetworks()).extracting(PlannedNetwork::internal).containsExactly(true);
        LivePods live = new LivePods(
                List.of(), Map.of("shop_default", PLAIN_NETWORK, "shop_old", PLAIN_NETWORK), Map.of(), Map.of());
        assertThat(Changes.of(scene, live, NOTHING_KNOWN).removedNetworks())
                .containsExactlyInAnyOrder("shop_default", "shop_old");
    }

    @Test
    void aNetworkWhoseAddressesChangedIsMadeAgain() {
        PlayPlan scene = new PlayPlan(
                "shop",
                List.of(new PlannedNetwork(
                        "shop_default",
                        false,
                        new Network.Wiring(
                                List.of(new Network.Pool("10.9.0.0/24", "", "")), false, Map.of(), "", Map.of()))),
                List.of(),
                Set.of(),
                List.of(),
                List.of(),
                new PlayPlan.Others(Set.of(), Set.of(), Set.of(), Set.of()));
        Changes first = Changes.of(
                scene,
                new LivePods(List.of(), Map.of("shop_default", PLAIN_NETWORK), Map.of(), Map.of()),
                NOTHING_KNOWN);
        assertThat(first.removedNetworks()).containsExactly("shop_default");
        assertThat(first.madeNetworks()).isEqualTo(scene.networks());

        LivePods.LiveNetwork made =
                new LivePods.LiveNetwork(false, scene.networks().get(0).hash());
        Changes again = Changes.of(
                scene, new LivePods(List.of(), Map.of("shop_default", made), Map.of(), Map.of()), NOTHING_KNOWN);
        assertThat(again.removedNetworks()).isEmpty();
        assertThat(again.madeNetworks()).isEmpty();
    }

    @Test
    void copiesGoWithTheirLastReaderAndDataStay() {
        LivePods live = new LivePods(
                List.of(running("web", "1")),
                Map.of("shop_default", PLAIN_NETWORK),
                Map.of("shop-web-env", false, "shop-old-env", false, "shop-password", true),
                Map.of("shop-data", true, "shop-web-files", false, "shop-old-files", false));
        Changes left = Changes.of(scene(pod("web", "1")), live, NOTHING_KNOWN);
        assertThat(left.removedCopies()).containsExactly("shop-old-files");
        assertThat(left.removedSecrets()).containsExactly("shop-old-env");
        Changes replaced = Changes.of(scene(pod("web", "2")), live, NOTHING_KNOWN);
        assertThat(replaced.removedCopies()).containsExactly("shop-old-files", "shop-web-files");
        assertThat(replaced.madeCopies()).containsExactly("shop-web-files");
    }

    private static Changes changes(PlayPlan scene, LivePods live) {
        return Changes.of(scene, live, NOTHING_KNOWN);
    }

    private static Map<String, String> reasons(Changes changes) {
        Map<String, String> reasons = new LinkedHashMap<>();
        changes.removed().forEach((pod, reason) -> reasons.put(pod.service(), reason));
        return reasons;
    }

    private static PlayPlan scene(PlannedPod... pods) {
        List<Secret> secrets = new ArrayList<>();
        for (PlannedPod pod : pods) {
            secrets.add(new SecretBuilder()
                    .withNewMetadata()
                    .withName("shop-" + pod.service() + "-env")
                    .endMetadata()
                    .build());
        }
        return new PlayPlan(
                "shop",
                List.of(new PlannedNetwork("shop_default", false)),
                secrets,
                Set.of(),
                List.of(),
                List.of(pods),
                new PlayPlan.Others(Set.of(), Set.of(), Set.of(), Set.of()));
    }

    private static PlannedPod pod(String service, String hash) {
        return new PlannedPod(
                service,
                new PodBuilder()
                        .withNewMetadata()
                        .withName("shop-" + service)
                        .addToLabels(PlayLabels.HASH, hash)
                        .addToAnnotations("a", "b")
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName(service)
                        .withImage("example/" + service + ":1")
                        .endContainer()
                        .endSpec()
                        .build(),
                List.of(),
                Set.of("shop-" + service + "-env"),
                Set.of("shop-" + service + "-files"),
                List.of(),
                Map.of());
    }

    private static LivePods live(LivePod... pods) {
        return new LivePods(
                List.of(pods), pods.length == 0 ? Map.of() : Map.of("shop_default", PLAIN_NETWORK), Map.of(), Map.of());
    }

    private static LivePod running(String service, String hash) {
        return live(service, hash, "running", 0, PLAIN);
    }

    private static LivePod live(
            String service, String hash, String status, int exitCode, Map<String, String> annotations) {
        return new LivePod(
                "id-of-" + service,
                "shop-" + service,
                "",
                Map.of(PlayLabels.SERVICE, service, PlayLabels.HASH, hash),
                List.of(new LiveContainer(
                        "c",
                        "shop-" + service + "-" + service,
                        status,
                        exitCode,
                        0,
                        Optional.empty(),
                        "image-of-" + service,
                        annotations,
                        List.of())));
    }
}
