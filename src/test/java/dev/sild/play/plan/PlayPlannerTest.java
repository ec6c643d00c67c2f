package dev.sild.play.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.ComposeProject;
import dev.sild.compose.load.LoadRequest;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.compose.load.files.MountedFiles;
import dev.sild.compose.translate.Translation;
import dev.sild.compose.translate.Translator;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.kubernetes.Rendered;
import dev.sild.kubernetes.Renderer;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.model.Application;
import dev.sild.model.Dependency.Until;
import dev.sild.model.Naming;
import dev.sild.play.plan.PlayPlan.PlannedNetwork;
import dev.sild.play.state.PlayLabels;
import dev.sild.play.state.PodCheck;
import dev.sild.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is to be played of compose projects. */
class PlayPlannerTest {
    @TempDir
    private Path folder;

    private List<Finding> findings = List.of();

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

    private PlannedPod pod(PlayPlan scene, String service) {
        return scene.pods().stream()
                .filter(pod -> pod.service().equals(service))
                .findFirst()
                .orElseThrow();
    }

    private PlayPlan scene(String yaml) throws Exception {
        Files.writeString(folder.resolve("compose.yaml"), yaml);
        ComposeProject project = ProjectLoader.load(LoadRequest.of(folder));
        Translation translation = Translator.translate(
                project, TranslateOptions.ofPlayed(), new MountedFiles(project.folder(), List.of(), List.of()));
        Application application = translation.application().withNaming(new Naming("shop-", ""));
        Rendered rendered = Renderer.render(application, RenderOptions.ofPlayed());
        findings = Stream.concat(translation.findings().stream(), rendered.findings().stream())
                .filter(finding -> finding.severity() != Finding.Severity.INFO)
                .toList();
        return new PlayPlanner("shop", Set.of())
                .add(application, rendered.objects(), translation.dependencies())
                .scene();
    }
}
