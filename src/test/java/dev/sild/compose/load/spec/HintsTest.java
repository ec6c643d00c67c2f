package dev.sild.compose.load.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.ComposeProject;
import dev.sild.compose.config.ConfigPrinter;
import dev.sild.compose.load.ProjectFolders;
import dev.sild.report.Finding;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one extension of our own: what may stand in it, and how it is merged and printed. */
class HintsTest {
    private static final String OVERRIDE = """
      x-sild: {storage: {class: fast}}
      services:
        a: {x-sild: {kind: DaemonSet}}
      """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x-sild: {storage: {siez: 1Gi}}|1:20 x-sild.storage.siez|did you mean `size`?",
                "x-sild: {storage: {class: Not_Legal}}|1:27 x-sild.storage.class|write a name made of a-z,"
                        + " 0-9, - and .",
                "x-sild: {storage: {access: Many}}|1:28 x-sild.storage.access|use one of ReadWriteOnce,"
                        + " ReadWriteMany, ReadWriteOncePod",
                "x-sild: {kind: Job}|1:10 x-sild.kind|use one of storage, expose, host, tls_secret,"
                        + " ingress_class, gateway, secrets, plain, allow",
                "x-sild: {x-more: 1}|1:10 x-sild.x-more|use one of storage, expose, host, tls_secret,"
                        + " ingress_class, gateway, secrets, plain, allow",
                "services: {a: {image: x, x-sild: {knid: Job}}}|1:35 services.a.x-sild.knid|did you mean `kind`?",
                "services: {a: {image: x, x-sild: {expose: world}}}|1:43 services.a.x-sild.expose|"
                        + "use one of none, nodeport, loadbalancer, ingress, gateway",
                "services: {a: {image: x, x-sild: {host: 10.0.0.1}}}|1:41 services.a.x-sild.host|write a host"
                        + " name such as shop.example.com",
                "services: {a: {image: x, x-sild: {tls-secret: t}}}|1:35 services.a.x-sild.tls-secret|did you"
                        + " mean `tls_secret`?",
                "services: {a: {image: x, x-sild: {gateway: a/b/c}}}|1:44 services.a.x-sild.gateway|write a"
                        + " name such as web or infra/web",
                "services: {a: {image: x, x-sild: Job}}|1:34 services.a.x-sild|write a mapping",
                "services: {a: {image: x, deploy: {x-sild: {kind: Job}}}}|1:35 services.a.deploy.x-sild|move it"
                        + " to the top level, or to a service, a top-level network or a top-level volume",
                "configs: {c: {file: x, x-sild: {size: 1Gi}}}|1:24 configs.c.x-sild|move it to the top level,"
                        + " or to a service, a top-level network or a top-level volume",
                "volumes: {v: {x-sild: {size: 10 gigs}}}|1:30 volumes.v.x-sild.size|write a quantity such as 10Gi",
            })
    void aWrongHintIsAnErrorWithItsPlaceAndWhatWouldBeRight(String file, String place, String remedy) throws Exception {
        List<Finding> findings = ProjectFolders.refused(folder, "compose.yaml", file);

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.origin().line() + ":" + finding.origin().column() + " "
                            + finding.origin().path())
                    .isEqualTo(place);
            assertThat(finding.remedy()).isEqualTo(remedy);
        });
    }

    @Test
    void hintsMayHoldVariables() throws Exception {
        ComposeProject project = ProjectFolders.load(folder, "compose.yaml", """
        services: {a: {image: x, volumes: ['data:/v']}}
        volumes: {data: {x-sild: {size: '${SIZE:-2Gi}'}}}
        """);

        assertThat(ProjectFolders.scalar(project, "volumes.data.x-sild.size").value())
                .isEqualTo("2Gi");
    }

    @Test
    void aVariableThatMakesAHintWrongIsAnError() throws Exception {
        assertThat(ProjectFolders.refused(folder, "compose.yaml", "volumes: {v: {x-sild: {size: '${SIZE:-big}'}}}\n"))
                .extracting(finding -> finding.origin().path())
                .containsExactly("volumes.v.x-sild.size");
    }

    @Test
    void aLaterFilesHintsAreMergedWithAnEarlierOnes() throws Exception {
        ComposeProject project = ProjectFolders.load(folder, "compose.yaml", """
        x-sild: {storage: {size: 2Gi}}
        services:
          a: {image: x, x-sild: {kind: Job, storage: {size: 3Gi}}}
        """, "compose.override.yaml", OVERRIDE);

        assertThat(ConfigPrinter.yaml(project, true)).endsWith("""
            x-sild:
              kind: DaemonSet
              storage:
                size: 3Gi
        networks:
          default:
            name: %s_default
        x-sild:
          storage:
            class: fast
            size: 2Gi
        """.formatted(project.name()));
    }

    @Test
    void aServiceThatExtendsAnotherHasItsHints() throws Exception {
        ComposeProject project = ProjectFolders.load(folder, "compose.yaml", """
        services:
          a: {image: x, x-sild: {kind: StatefulSet}}
          b: {extends: a}
          c: {extends: a, x-sild: {kind: DaemonSet}}
        """);

        assertThat(ProjectFolders.scalar(project, "services.b.x-sild.kind").value())
                .isEqualTo("StatefulSet");
        assertThat(ProjectFolders.scalar(project, "services.c.x-sild.kind").value())
                .isEqualTo("DaemonSet");
    }

    @Test
    void hintsArePrintedAsAnyExtensionIs() throws Exception {
        String file = """
        x-other: {z: false, a: ''}
        x-sild: {storage: {size: 10}}
        services: {a: {image: x, x-more: 1, x-sild: {kind: Job}, x-and: 2}}
        """;
        ComposeProject ours = ProjectFolders.load(folder, "compose.yaml", file);
        String yaml = ConfigPrinter.yaml(ours, true);
        String json = ConfigPrinter.json(ours, true);
        ComposeProject any = ProjectFolders.load(folder, "compose.yaml", file.replace("x-sild", "x-dlis"));

        assertThat(yaml).isEqualTo(ConfigPrinter.yaml(any, true).replace("x-dlis", "x-sild"));
        assertThat(json).isEqualTo(ConfigPrinter.json(any, true).replace("x-dlis", "x-sild"));
    }
}
