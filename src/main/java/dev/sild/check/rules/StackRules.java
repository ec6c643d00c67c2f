package dev.sild.check.rules;

import dev.sild.check.catalog.Rule;
import dev.sild.check.catalog.Violations;
import dev.sild.check.project.CheckedProject;
import dev.sild.check.project.CheckedStack;
import dev.sild.images.ImageFacts;
import dev.sild.images.KnownImages;
import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Mount;
import dev.sild.model.Origin;
import dev.sild.model.PodSecurity;
import dev.sild.model.Volume;
import dev.sild.model.Workload;
import java.util.List;
import java.util.Map;

/** The rules about services for custom resources, by the application that they become. */
public final class StackRules implements RuleSet {
    @Override
    public void check(CheckedProject project, Violations found) {
        project.stack().ifPresent(stack -> check(stack, project, found));
    }

    private static void check(CheckedStack stack, CheckedProject project, Violations found) {
        stack.images().forEach((origin, image) -> ImageRules.check(image, origin, project.registries(), found));
        for (Component component : stack.application().components()) {
            Origin place = stack.place(component.name());
            boolean lasting = lasts(component);
            for (Container container : component.containers()) {
                boolean own = container == component.main();
                if (lasting
                        && own
                        && container.health().isEmpty()
                        && container.probes().isEmpty()) {
                    found.addByPath(
                            Rule.HEALTH_CHECK_MISSING,
                            place,
                            "nothing tells whether '" + component.name() + "' works",
                            "add probes.readiness that asks the program itself, such as httpGet");
                }
                if (lasting) {
                    limits(component, container, place, found);
                }
                powers(component, container, place, found);
            }
            if (lasting) {
                data(component, stack.application(), place, found);
            }
        }
    }

    private static boolean lasts(Component component) {
        return !(component.workload() instanceof Workload.Once)
                && !(component.workload() instanceof Workload.Scheduled);
    }

    private static String named(Component component, Container container) {
        return container == component.main() ? component.name() : component.name() + "/" + container.name();
    }

    private static void limits(Component component, Container container, Origin place, Violations found) {
        Map<String, String> limits = container.resources().limits();
        if (!limits.containsKey("memory")) {
            found.addByPath(
                    Rule.MEMORY_UNLIMITED,
                    place,
                    "'" + named(component, container)
                            + "' may use all memory of its node, and others are killed for it",
                    "set resources.limits.memory");
        }
        if (!limits.containsKey("cpu")) {
            found.addByPath(
                    Rule.CPU_UNLIMITED,
                    place,
                    "'" + named(component, container) + "' may use all processors of its node",
                    "set resources.limits.cpu");
        }
    }

    private static void powers(Component component, Container container, Origin place, Violations found) {
        boolean ofNode = KnownImages.isOfNode(container.image().value());
        if (container.security().privileged() && !ofNode) {
            found.addByPath(
                    Rule.PRIVILEGED,
                    place,
                    "'" + named(component, container) + "' may do on its node whatever root may do",
                    "remove securityContext.privileged");
        }
        if (container.security().user().filter(user -> user == 0).isPresent() && !ofNode) {
            found.addByPath(
                    Rule.RUNS_AS_ROOT,
                    place,
                    "'" + named(component, container) + "' runs as root",
                    "set securityContext.runAsUser to the number of a user that the image is made for");
        }
        if (!container.security().readOnlyRoot()) {
            found.addByPath(
                    Rule.ROOT_WRITABLE,
                    place,
                    "the program of '" + named(component, container) + "' can change its own files",
                    "set securityContext.readOnlyRootFilesystem, and mounts for the folders that it writes to");
        }
        if (component.pod().security().filter(PodSecurity.RESTRICTED::equals).isEmpty()) {
            found.addByPath(
                    Rule.POD_SECURITY,
                    place,
                    "a restricted namespace refuses the pods of '" + component.name() + "'",
                    "run this component in a namespace of its own, with the level that it needs");
        }
    }

    private static void data(Component component, Application application, Origin place, Violations found) {
        String image = component.main().image().value();
        List<String> folders = KnownImages.isDatabase(image)
                ? KnownImages.find(image).map(ImageFacts::lastingFolders).orElse(List.of())
                : List.of();
        if (folders.isEmpty()) {
            return;
        }
        boolean kept = component.main().mounts().stream()
                .map(Mount::source)
                .anyMatch(source -> source instanceof Mount.OfVolume mounted
                        && application
                                .volume(mounted.name())
                                .filter(volume -> volume instanceof Volume.Claim || volume instanceof Volume.External)
                                .isPresent());
        boolean backup = application.components().stream()
                .filter(other -> other.workload() instanceof Workload.Scheduled)
                .anyMatch(other -> other.name().equals("backup") || other.name().equals(component.name() + "-backup"));
        if (!kept) {
            found.addByPath(
                    Rule.DATABASE_WITHOUT_VOLUME,
                    place,
                    "no claim holds the data of '" + component.name() + "'",
                    "set its storage");
        } else if (!backup) {
            found.addByPath(
                    Rule.DATABASE_WITHOUT_BACKUP,
                    place,
                    "nothing in the stack backs up the data of '" + component.name() + "'",
                    "set backup.enabled, or say in an allowance who does");
        }
    }
}
