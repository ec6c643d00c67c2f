package dev.sild.check.rules;

import dev.sild.check.catalog.Rule;
import dev.sild.check.catalog.Violation.Related;
import dev.sild.check.catalog.Violations;
import dev.sild.check.project.BuiltFile;
import dev.sild.check.project.CheckedProject;
import dev.sild.images.Dockerfile.Stage;
import dev.sild.images.Instruction;
import dev.sild.model.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How Dockerfiles install the packages of Debian and Ubuntu. */
public final class AptRules implements RuleSet {
    private static final Set<String> APT = Set.of("apt-get", "apt", "aptitude");
    private static final Set<String> UPDATE = Set.of("update");
    private static final Set<String> INSTALL = Set.of("install");
    private static final Set<String> CHANGE = Set.of("install", "upgrade", "dist-upgrade", "full-upgrade", "build-dep");
    private static final Pattern PACKAGE = Pattern.compile("[a-z0-9][a-z0-9+.-]+");
    private static final String TOGETHER = "update and install in one RUN: apt-get update && apt-get install -y …";

    @Override
    public void check(CheckedProject project, Violations found) {
        for (BuiltFile file : project.files()) {
            Set<Stage> last = Collections.newSetFromMap(new IdentityHashMap<>());
            last.addAll(file.stages());
            for (Stage stage : file.file().content()) {
                check(file, stage, last.contains(stage), found);
            }
        }
    }

    private static void check(BuiltFile file, Stage stage, boolean stays, Violations found) {
        Optional<Origin> updated = Optional.empty();
        for (Instruction instruction : stage.instructions()) {
            if (!instruction.keyword().equals("RUN")) {
                continue;
            }
            RunCommands run = RunCommands.of(instruction);
            Origin origin = new Origin(file.file().displayName(), instruction.line(), 1, "RUN");
            boolean update = run.find(APT, UPDATE).isPresent();
            Optional<List<String>> install = run.find(APT, INSTALL);
            if (update && run.find(APT, CHANGE).isEmpty()) {
                found.add(
                        Rule.APT_UPDATE_ALONE,
                        origin,
                        "the builder keeps the package lists of this instruction for later builds, however old they are",
                        TOGETHER);
                updated = Optional.of(origin);
            } else if (!update && install.isPresent() && updated.isPresent()) {
                found.add(
                        Rule.APT_INSTALL_ALONE,
                        origin,
                        "packages are installed from the lists of an earlier instruction, which may be from an old build",
                        TOGETHER,
                        new Related(updated.get(), "the lists are updated here"));
            }
            if (install.isPresent()) {
                checkInstall(origin, run, install.get(), stays, found);
            }
        }
    }

    private static void checkInstall(
            Origin origin, RunCommands run, List<String> install, boolean stays, Violations found) {
        boolean cleaned = run.all().stream()
                .anyMatch(command -> command.get(0).equals("rm")
                        && command.stream().anyMatch(word -> word.startsWith("/var/lib/apt")));
        if (stays && run.find(APT, UPDATE).isPresent() && !cleaned && !run.hasCacheMount()) {
            found.add(
                    Rule.APT_LISTS_LEFT,
                    origin,
                    "the package lists stay in the image, where nothing reads them",
                    "end the RUN with && rm -rf /var/lib/apt/lists/*");
        }
        List<String> unpinned = new ArrayList<>();
        for (int i = install.indexOf("install") + 1; i < install.size(); i++) {
            if (install.get(i).equals("-t")
                    || install.get(i).equals("-o")
                    || install.get(i).equals("-c")) {
                i++;
            } else if (PACKAGE.matcher(install.get(i)).matches()) {
                unpinned.add(install.get(i));
            }
        }
        if (!unpinned.isEmpty()) {
            found.add(
                    Rule.APT_UNPINNED,
                    origin,
                    unpinned.stream().limit(3).collect(Collectors.joining(", "))
                            + (unpinned.size() > 3 ? " and " + (unpinned.size() - 3) + " more" : "")
                            + " may be another version in the next build",
                    "name versions, as in PACKAGE=VERSION, or accept that of the base image's release");
        }
    }
}
