package dev.sild.play.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Dependency.Until;
import dev.sild.play.plan.PlayPlan.PlannedNetwork;
import dev.sild.play.state.PlayLabels;
import dev.sild.play.state.PodCheck;
import dev.sild.report.Finding;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is to be played of compose projects. */
class PlayPlannerTest extends PlayPlannerCase {
    @Test
    void aPodIsHeldBackForWhatItDependsOn() throws Exception {
        PlayPlan scene = scene("""
        services:
          web:
            image: example/web:1
            depends_on: {db: {condition: service_healthy}, migrate: {condition: service_completed_successfully}, log: {condition: service_started}}
          migrate: {image: example/m:1, depends_on: [db]}
          log: {image: example/log:1}
          db: {image: example/db:1, healthcheck: {test: [CMD, ready]}}
        """);
        assertThat(scene.pods()).extracting(PlannedPod::service).containsSubsequence("db", "migrate", "web");
        assertThat(pod(scene, "web").after())
                .isEqualTo(Map.of("db", Until.HEALTHY, "migrate", Until.COMPLETED, "log", Until.STARTED));
        assertThat(pod(scene, "web")
                        .pod()
                        .getMetadata()
                        .getLabels()
                        .get(PlayLabels.AFTER)
                        .split(","))
                .containsExactlyInAnyOrder("db", "migrate", "log");
        assertThat(pod(scene, "web").pod().getSpec().getInitContainers()).isEmpty();
    }

    @Test
    void healthIsAskedForByTheCommandAsItIsWritten() throws Exception {
        PlayPlan scene = scene("""
        services:
          web:
            image: example/web:1
            healthcheck: {test: "curl -f http://localhost:8080/", interval: 5s, timeout: 2s, retries: 4, start_period: 9s}
        """);
        Map<String, String> annotations = pod(scene, "web").pod().getMetadata().getAnnotations();
        assertThat(PodCheck.parse(annotations.get("sild.dev/check.web")))
                .contains(new PodCheck(List.of("/bin/sh", "-c", "curl -f http://localhost:8080/"), 2, 2 + 5 * (4 + 2)));
        assertThat(pod(scene, "web").yaml()).doesNotContain("Probe");
        assertThat(findings).extracting(Finding::reason).noneMatch(reason -> reason.contains("probe"));
    }

    @Test
    void aServiceIsStartedAgainAsComposeSays() throws Exception {
        PlayPlan scene = scene("""
        services:
          plain: {image: example/a:1, ports: ["1:1"]}
          never: {image: example/a:1, restart: "no", depends_on: [plain]}
          failure: {image: example/a:1, restart: "on-failure:3"}
          always: {image: example/a:1, restart: unless-stopped}
          deployed: {image: example/a:1, deploy: {restart_policy: {condition: any}}}
        """);
        assertThat(scene.pods().stream()
                        .map(pod -> pod.service() + " " + pod.pod().getSpec().getRestartPolicy()))
                .containsExactlyInAnyOrder(
                        "plain Never", "never Never", "failure OnFailure", "always null", "deployed null");
        assertThat(findings).isEmpty();
    }

    @Test
    void folderStaysWhereItIsAndAFileThatIsReadTravels() throws Exception {
        Files.createDirectory(folder.resolve("src"));
        Files.writeString(folder.resolve("src/a.txt"), "a");
        Files.writeString(folder.resolve("web.conf"), "b");
        PlayPlan scene = scene("""
        services:
          web:
            image: example/web:1
            volumes: ["./src:/src", "./new:/new", "./web.conf:/etc/web.conf:ro", "./web.conf:/etc/own.conf"]
        """);
        PlannedPod web = pod(scene, "web");
        assertThat(web.pod().getSpec().getVolumes().stream()
                        .filter(volume -> volume.getHostPath() != null)
                        .map(volume -> volume.getHostPath().getPath() + " "
                                + volume.getHostPath().getType()))
                .containsExactlyInAnyOrder(
                        folder + "/src null", folder + "/new DirectoryOrCreate", folder + "/web.conf null");
        assertThat(web.files()).hasSize(1);
        assertThat(web.copies())
                .containsExactly(web.files().get(0).getMetadata().getName());
        assertThat(findings).isEmpty();
    }

    @Test
    void theHashTellsAllButSecretsAndOrder() throws Exception {
        Files.writeString(folder.resolve("web.conf"), "one");
        String yaml = """
        services:
          web:
            image: example/web:1
            environment: {PASSWORD: PASS}
            volumes: ["./web.conf:/etc/web.conf:ro"]
            networks: [front]
          db: {image: example/db:1, networks: [front]}
        networks: {front: {}}
        """;
        String hash = pod(scene(yaml), "web").hash();
        assertThat(pod(scene(yaml.replace("PASS}", "other}")), "web").hash()).isEqualTo(hash);
        assertThat(pod(scene(yaml.replace("networks: [front]}", "networks: [front], depends_on: [web]}")), "web")
                        .hash())
                .isEqualTo(hash);
        assertThat(pod(scene(yaml.replace("db:1", "db:2")), "web").hash()).isEqualTo(hash);
        assertThat(pod(scene(yaml.replace("web:1", "web:2")), "web").hash()).isNotEqualTo(hash);
        assertThat(pod(scene(yaml.replace("front: {}", "front: {internal: true}")), "web")
                        .hash())
                .isNotEqualTo(hash);
        Files.writeString(folder.resolve("web.conf"), "two");
        assertThat(pod(scene(yaml), "web").hash()).isNotEqualTo(hash);
    }

    @Test
    void aSecretStandsInNoPod() throws Exception {
        PlayPlan scene = scene("""
        services:
          web: {image: example/web:1, environment: {DATABASE_URL: "postgres://u:hunter2@db/x"}, command: ["serve", "--token", "hunter2"]}
        """.replace("[\"serve\", \"--token\", \"hunter2\"]", "[serve]"));
        PlannedPod web = pod(scene, "web");
        assertThat(web.yaml() + web.networks()).doesNotContain("hunter2");
        assertThat(web.secrets())
                .containsExactlyElementsOf(scene.secrets().stream()
                        .map(secret -> secret.getMetadata().getName())
                        .toList());
    }

    @Test
    void whatOneMachineHasOnceHasTheProjectsName() throws Exception {
        PlayPlan scene = scene("""
        services:
          web: {image: example/web:1, volumes: ["data:/data", "/cache"], tmpfs: [/tmp]}
        volumes: {data: {}}
        """);
        PlannedPod web = pod(scene, "web");
        assertThat(web.name()).isEqualTo("shop-web");
        assertThat(scene.claims())
                .extracting(claim -> claim.getMetadata().getName())
                .containsExactly("shop-data");
        assertThat(web.pod().getSpec().getVolumes())
                .filteredOn(volume -> volume.getEmptyDir() != null)
                .allMatch(volume -> volume.getName().startsWith("shop-web-"));
        assertThat(web.pod().getSpec().getContainers().get(0).getVolumeMounts())
                .extracting(mount -> mount.getName())
                .containsAll(web.pod().getSpec().getVolumes().stream()
                        .map(volume -> volume.getName())
                        .toList());
    }

    @Test
    void whatSomebodyElseMakesIsNamed() throws Exception {
        PlayPlan scene = scene("""
        services:
          web: {image: example/web:1, volumes: ["shared:/data"], secrets: [token]}
        volumes: {shared: {external: true, name: the-shared}}
        secrets: {token: {external: true}}
        """);
        assertThat(scene.others().volumes()).containsExactly("the-shared");
        assertThat(scene.others().secrets()).hasSize(1);
        assertThat(scene.claims()).isEmpty();
    }

    @Test
    void aNameThatTheUserChoseIsKeptAsItIs() throws Exception {
        PlayPlan scene = scene("""
        services:
          web: {image: example/web:1, networks: [front], volumes: ["data:/data", "same:/same", "old:/old"]}
        networks: {front: {name: my_front}}
        volumes: {data: {name: my_Data}, same: {name: my_Data}, old: {external: true, name: old_data.1}}
        """);
        assertThat(scene.networks()).containsExactly(new PlannedNetwork("my_front", false));
        assertThat(pod(scene, "web").networks()).containsExactly("my_front:alias=web,alias=shop-web");
        assertThat(scene.claims())
                .extracting(claim -> claim.getMetadata().getName())
                .containsExactly("my_Data");
        assertThat(scene.others().volumes()).containsExactly("old_data.1");
        assertThat(pod(scene, "web").pod().getSpec().getVolumes())
                .extracting(volume -> volume.getPersistentVolumeClaim().getClaimName())
                .containsExactlyInAnyOrder("my_Data", "old_data.1");
        assertThat(findings).isEmpty();
    }
}
