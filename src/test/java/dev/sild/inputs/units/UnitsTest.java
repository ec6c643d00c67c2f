package dev.sild.inputs.units;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.inputs.project.Remarks;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitsTest {
    private final Remarks remarks = new Remarks();

    @Test
    void theKindOfAUnitIsItsExtensionOrItsSection() {
        assertThat(Units.isUnit("a/web.container")).isTrue();
        assertThat(Units.isUnit("web@1.kube")).isTrue();
        assertThat(Units.isUnit(".container")).isFalse();
        assertThat(Units.isUnit("a.container/compose.yaml")).isFalse();
        assertThat(Units.isUnit("container")).isFalse();
        assertThat(Units.typeOf("# x\n[Unit]\n[Pod]\n")).isEqualTo("pod");
        assertThat(Units.typeOf("a [Pod]\n")).isEmpty();
    }

    @Test
    void partsHaveThePlacesOfTheirWords() {
        MapNode file = files("web.container", "[Container]\nImage=x:1\nEnvironment=A=1 \\\n  B=2\nPublishPort=80:80\n");
        MapNode service = (MapNode) at(file, "services", "web");
        assertThat(service.get("image").position()).isEqualTo(new Position("web.container", 2, 7));
        assertThat(((ListNode) service.get("environment")).items().get(1).position())
                .isEqualTo(new Position("web.container", 4, 3));
        assertThat(((ListNode) service.get("ports")).items().get(0).position())
                .isEqualTo(new Position("web.container", 5, 13));
    }

    @Test
    void readOnlyContainersHaveFoldersForTemporaryFiles() {
        String start = "[Container]\nImage=nginx:1\nReadOnly=true\n";
        assertThat(texts(files("a.container", start), "services", "a", "tmpfs"))
                .containsExactly("/run", "/tmp", "/var/tmp");
        MapNode some = files("a.container", start + "Tmpfs=/tmp:size=1m\nVolume=x:/run\n");
        assertThat(texts(some, "services", "a", "tmpfs")).containsExactly("/tmp:size=1m", "/var/tmp");
        MapNode none = files("a.container", start + "ReadOnlyTmpfs=no\n");
        assertThat(((MapNode) at(none, "services", "a")).get("tmpfs")).isNull();
    }

    @Test
    void unitsThatNeedEachOtherInOneOrderOnlyAreNoCircle() {
        MapNode file = files(
                "a.container", "[Unit]\nWants=b.service\n[Container]\nImage=x:1\n",
                "b.container", "[Unit]\nAfter=a.service\n[Container]\nImage=x:1\n");
        assertThat(((MapNode) at(file, "services", "a")).get("depends_on")).isNull();
        assertThat(texts(file, "services", "b", "depends_on")).containsExactly("a");
    }

    @Test
    void containersAreKnownByTheNamesThatQuadletGivesThem() {
        MapNode file = files(
                "a.container", "[Container]\nImage=x:1\nNetwork=container:systemd-b\n",
                "b.container", "[Container]\nImage=x:1\nEnvironment=OTHER=systemd-c\n",
                "c.container", "[Container]\nImage=x:1\n",
                "d.container", "[Container]\nImage=x:1\nNetwork=b.container\n");
        assertThat(text(file, "services", "a", "network_mode")).isEqualTo("service:b");
        assertThat(text(file, "services", "d", "network_mode")).isEqualTo("service:b");
        assertThat(texts(file, "services", "c", "networks", "default", "aliases"))
                .containsExactly("systemd-c");
    }

    @Test
    void whatAHealthCommandIsDependsOnHowItBegins() {
        assertThat(text(health("curl a || exit 1"), "test")).isEqualTo("curl a || exit 1");
        assertThat(text(health("CMD-SHELL curl $X"), "test")).isEqualTo("curl $$X");
        assertThat(texts(health("CMD curl  a"), "test")).containsExactly("CMD", "curl", "a");
        assertThat(texts(health("[\"curl\", \"a \\\"b\"]"), "test")).containsExactly("CMD", "curl", "a \"b");
        assertThat(texts(health("[\"CMD-SHELL\",\"a\"]"), "test")).containsExactly("CMD-SHELL", "a");
        assertThat(text(health("none"), "disable")).isEqualTo("true");
        assertThat(remarks.all()).isEmpty();
        health("[\"open]");
        assertThat(remarks.all()).hasSize(1);
    }

    private MapNode health(String command) {
        return (MapNode) at(
                files("a.container", "[Container]\nImage=x:1\nHealthCmd=" + command + "\n"),
                "services",
                "a",
                "healthcheck");
    }

    private MapNode files(String... namesAndTexts) {
        List<UnitSource> sources = new ArrayList<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            sources.add(new UnitSource(namesAndTexts[i], namesAndTexts[i], "", namesAndTexts[i + 1], List.of()));
        }
        return Units.read(sources, remarks).tree();
    }

    private static Node at(Node node, String... path) {
        Node found = node;
        for (String key : path) {
            found = ((MapNode) found).get(key);
        }
        return found;
    }

    private static String text(Node node, String... path) {
        return ((ScalarNode) at(node, path)).value();
    }

    private static List<String> texts(Node node, String... path) {
        return ((ListNode) at(node, path))
                .items().stream().map(item -> ((ScalarNode) item).value()).toList();
    }
}
