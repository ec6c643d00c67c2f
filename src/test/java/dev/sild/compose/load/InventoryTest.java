package dev.sild.compose.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Origin;
import dev.sild.report.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {
    @TempDir
    Path folder;

    @Test
    void deepestKeysCountAndTheirGroupsDoNot() throws Exception {
        assertThat(written("services: {a: {image: x, deploy: {replicas: 2, resources: {limits: {cpus: '1'}}}}}"))
                .containsExactly(
                        "services.a.image", "services.a.deploy.replicas", "services.a.deploy.resources.limits.cpus");
    }

    @Test
    void mappingOrListOfTheUsersOwnNamesCountsOnce() throws Exception {
        assertThat(written(
                        "services: {a: {image: x, environment: {A: b, C: d}, labels: [e=f, g=h], expose: ['1', '2']}}"))
                .containsExactly(
                        "services.a.image", "services.a.environment", "services.a.labels", "services.a.expose");
    }

    @Test
    void shortFormsCountOnceAndLongFormsByTheirKeys() throws Exception {
        assertThat(written(
                        "services: {a: {image: x, ports: ['80:80', '81-83'], build: .,"
                                + " volumes: [{type: tmpfs, target: /a}, {type: tmpfs, target: /b, tmpfs: {size: 1}}],"
                                + " configs: [c, {source: c, target: /d}]}}",
                        "configs: {c: {content: x}}"))
                .containsExactly(
                        "services.a.image",
                        "services.a.ports",
                        "services.a.build",
                        "services.a.volumes[0].type",
                        "services.a.volumes[0].target",
                        "services.a.volumes[1].type",
                        "services.a.volumes[1].target",
                        "services.a.volumes[1].tmpfs.size",
                        "services.a.configs[1].source",
                        "services.a.configs[1].target",
                        "services.a.configs",
                        "configs.c.content");
    }

    @Test
    void namesAloneCountWhereTheyAreKeys() throws Exception {
        assertThat(written(
                        "services: {a: {image: x, networks: [n], depends_on: [b], volumes: ['vol:/x', 'web:/y']},"
                                + " b: {image: x, networks: {n: , m: {aliases: [c]}}, ulimits: {nofile: 1}}}",
                        "networks: {n: , m: {internal: true}}",
                        "volumes: {vol: {}, web: }"))
                .containsExactly(
                        "services.a.image",
                        "services.a.networks",
                        "services.a.depends_on",
                        "services.a.volumes",
                        "services.b.image",
                        "services.b.networks.n",
                        "services.b.networks.m.aliases",
                        "services.b.ulimits.nofile",
                        "networks.n",
                        "networks.m.internal",
                        "volumes.vol",
                        "volumes.web");
    }

    @Test
    void whatLoadingAddsDoesNotCount() throws Exception {
        ProjectFolders.write(folder, "a.env", "A=b\n", "some.labels", "c=d\n");

        assertThat(
                        written(
                                "services: {a: {image: x, links: [b], env_file: a.env, label_file: some.labels}, b: {image: x}}"))
                .containsExactly(
                        "services.a.image",
                        "services.a.links",
                        "services.a.env_file",
                        "services.a.label_file",
                        "services.b.image");
    }

    @Test
    void anchorsMergesAndOverridesCountWhereTheyEndUp() throws Exception {
        ProjectFolders.write(folder, "compose.override.yaml", "services: {a: {image: z, tty: true}}\n");

        assertThat(written("x-c: &c {init: true, image: &i y}", "services: {a: {<<: *c, image: x}, b: {image: *i}}"))
                .containsExactly("services.a.image", "services.a.init", "services.a.tty", "services.b.image");
    }

    @Test
    void whatLoadingConsumesCountsAndWhatIsLeftOutByProfilesDoesNot() throws Exception {
        ProjectFolders.write(
                folder,
                "more.yaml",
                "services: {b: {image: x, user: '1'}}\n",
                "inc/compose.yaml",
                "services: {i: {image: x}}\n");

        assertThat(written(
                        "version: '3'",
                        "include: [inc/compose.yaml]",
                        "services: {a: {extends: {service: b, file: more.yaml}}, off: {extends: a, profiles: [p]}}"))
                .containsExactly(
                        "version",
                        "include",
                        "services.a.extends.service",
                        "services.a.extends.file",
                        "services.a.image",
                        "services.a.user",
                        "services.i.image");
    }

    @Test
    void whatOnlyIncludedFilesHaveCounts() throws Exception {
        ProjectFolders.write(
                folder,
                "one.yaml",
                "include: [two.yaml]\n",
                "two.yaml",
                "services: {i: {image: x, volumes: ['vol:/d']}}\nvolumes: {vol: {driver: local}}\n");

        assertThat(written("include: [one.yaml]"))
                .containsExactly("include", "services.i.image", "services.i.volumes", "volumes.vol.driver");
    }

    @Test
    void placeIsThatOfTheKey() throws Exception {
        ProjectFolders.write(folder, "compose.yaml", "services:\n  a:\n    image: x\n    deploy:\n      replicas: 2\n");

        List<Origin> attributes = ProjectLoader.load(LoadRequest.of(folder)).attributes();

        assertThat(attributes)
                .containsExactly(
                        new Origin("compose.yaml", 3, 5, "services.a.image"),
                        new Origin("compose.yaml", 5, 7, "services.a.deploy.replicas"));
    }

    private List<String> written(String... lines) throws IOException, InputException {
        return ProjectFolders.load(folder, "compose.yaml", String.join("\n", lines) + "\n").attributes().stream()
                .map(Origin::path)
                .toList();
    }
}
