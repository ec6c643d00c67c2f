package dev.sild.play.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.play.plan.PlayPlan.PlannedNetwork;
import org.junit.jupiter.api.Test;

/** The networks of a plan, and the names of pods on them. */
class PlayNetworksTest extends PlayPlannerCase {
    @Test
    void aPodIsOnItsNetworksUnderAllItsNames() throws Exception {
        PlayPlan scene = scene("""
        services:
          web: {image: example/web:1, networks: [front, back], hostname: www}
          db: {image: example/db:1, container_name: the-db, networks: {back: {aliases: [store]}}}
        networks: {front: {}, back: {internal: true}}
        """);
        assertThat(scene.networks())
                .containsExactlyInAnyOrder(
                        new PlannedNetwork("shop_front", false), new PlannedNetwork("shop_back", true));
        assertThat(pod(scene, "web").networks()).hasSize(2).allMatch(network -> network.contains(":alias=web"));
        assertThat(pod(scene, "db").networks())
                .singleElement()
                .asString()
                .startsWith("shop_back:alias=db")
                .contains("alias=store", "alias=the-db");
        assertThat(findings).isEmpty();
    }

    @Test
    void aProjectWithoutNetworksHasOneOfItsOwn() throws Exception {
        PlayPlan scene = scene("services: {web: {image: example/web:1}, db: {image: example/db:1}}");
        assertThat(scene.networks()).containsExactly(new PlannedNetwork("shop_default", false));
        assertThat(pod(scene, "web").networks()).containsExactly("shop_default:alias=web,alias=shop-web");
    }

    @Test
    void whoIsOnNoNetworkIsOnNone() throws Exception {
        PlayPlan scene = scene("""
        services:
          alone: {image: example/a:1, network_mode: none}
          host: {image: example/b:1, network_mode: host}
          web: {image: example/web:1}
        """);
        assertThat(pod(scene, "alone").networks()).containsExactly("none");
        assertThat(pod(scene, "host").networks()).isEmpty();
        assertThat(findings).isEmpty();
    }

    @Test
    void aNetworkThatSomebodyElseMakesIsJoinedAndNotMade() throws Exception {
        PlayPlan scene = scene("""
        services:
          web: {image: example/web:1, networks: [proxy, default]}
          db: {image: example/db:1}
        networks: {proxy: {external: true, name: traefik_public}}
        """);
        assertThat(scene.others().networks()).containsExactly("traefik_public");
        assertThat(scene.networks()).containsExactly(new PlannedNetwork("shop_default", false));
        assertThat(pod(scene, "web").networks())
                .containsExactlyInAnyOrder(
                        "traefik_public:alias=web,alias=shop-web", "shop_default:alias=web,alias=shop-web");
        assertThat(pod(scene, "db").networks()).containsExactly("shop_default:alias=db,alias=shop-db");
        assertThat(findings).isEmpty();
    }

    @Test
    void theOnlyNetworkMayBeSomebodyElses() throws Exception {
        PlayPlan scene = scene("""
        services: {web: {image: example/web:1}}
        networks: {default: {external: true, name: outside}}
        """);
        assertThat(scene.networks()).isEmpty();
        assertThat(pod(scene, "web").networks()).containsExactly("outside:alias=web,alias=shop-web");
    }

    @Test
    void addressesAndOptionsOfANetworkArePodmans() throws Exception {
        PlayPlan scene = scene("""
        services:
          web:
            image: example/web:1
            networks: {back: {ipv4_address: 172.28.5.10, mac_address: "02:42:ac:11:65:43"}}
        networks:
          back:
            enable_ipv6: true
            driver_opts: {com.docker.network.bridge.name: br-shop, com.docker.network.driver.mtu: "1400"}
            ipam:
              driver: default
              config: [{subnet: 172.28.0.0/16, gateway: 172.28.0.1, ip_range: 172.28.5.0/24}, {subnet: "2001:db8::/64"}]
        """);
        assertThat(scene.networks())
                .singleElement()
                .satisfies(network -> assertThat(network.settings())
                        .containsExactly(
                                "--subnet=172.28.0.0/16",
                                "--gateway=172.28.0.1",
                                "--ip-range=172.28.5.0/24",
                                "--subnet=2001:db8::/64",
                                "--ipv6",
                                "--interface-name=br-shop",
                                "--opt=mtu=1400"));
        assertThat(pod(scene, "web").networks())
                .singleElement()
                .asString()
                .endsWith(",ip=172.28.5.10,mac=02:42:ac:11:65:43");
        assertThat(findings).isEmpty();
    }

    @Test
    void whatIsNoAddressReachesNoCommandLine() throws Exception {
        PlayPlan scene = scene("""
        services: {web: {image: example/web:1, networks: {back: {ipv4_address: "10.0.0.2,alias=db"}}}}
        networks: {back: {driver_opts: {com.docker.network.bridge.enable_icc: "false"}, ipam: {driver: weave}}}
        """);
        assertThat(pod(scene, "web").networks()).noneMatch(network -> network.contains("10.0.0.2"));
        assertThat(findings)
                .extracting(finding -> finding.origin().path())
                .containsExactlyInAnyOrder(
                        "services.web.networks.back.ipv4_address",
                        "networks.back.driver_opts.com.docker.network.bridge.enable_icc",
                        "networks.back.ipam.driver");
    }
}
