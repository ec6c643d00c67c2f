package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;

/** What holds of every project, held against random ones. */
class RandomProjectsTest {
    private static final List<List<String>> ARGUMENTS = List.of(
            List.of("--network-policies", "always"),
            List.of("--expose", "nodeport"),
            List.of("--expose", "ingress", "--host", "example.com"),
            List.of("--target", "podman"));

    @Property(tries = 80, seed = "1", shrinking = ShrinkingMode.OFF)
    void manifestsHoldTogether(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) throws IOException {
        RandomProjects.Project project = RandomProjects.of(seed);
        for (List<String> arguments : ARGUMENTS) {
            ConvertRun conversion = convert(project, arguments);
            String context = arguments + "\n" + project.yaml() + conversion.err();
            if (conversion.code() == 1 && conversion.err().contains("SILD-PORT-CLASH")) {
                continue;
            }
            assertThat(conversion.code()).as(context).isZero();
            if (arguments.equals(ARGUMENTS.get((int) (seed % ARGUMENTS.size())))) {
                assertThat(convert(project, arguments)).as(context).isEqualTo(conversion);
            }
            ProjectManifests manifests = new ProjectManifests(conversion, context);
            manifests.namesAreUniqueAndLegal();
            manifests.everyReferenceLeadsSomewhere();
            manifests.noSecretIsInTheOpen();
            if (!arguments.contains("podman")) {
                manifests.everyServiceIsFoundAndRuns(project.services().size());
                manifests.selectorsMatchTheirTemplates();
                manifests.servicePortsLeadToContainerPorts();
            }
        }
    }

    @Tag("long")
    @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
    void fiveThousandManifestsHoldTogether(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) throws IOException {
        manifestsHoldTogether(seed);
    }

    private static ConvertRun convert(RandomProjects.Project project, List<String> arguments) throws IOException {
        Path folder = Files.createTempDirectory("sild-random");
        try {
            Files.writeString(folder.resolve("compose.yaml"), project.yaml());
            return ConvertRun.run(folder, project.environment(), "", arguments);
        } finally {
            Files.delete(folder.resolve("compose.yaml"));
            Files.delete(folder);
        }
    }
}
