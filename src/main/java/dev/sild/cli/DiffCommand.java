package dev.sild.cli;

import dev.sild.cli.options.ClusterOptions;
import dev.sild.cli.options.Options;
import dev.sild.cli.stack.LiveResources;
import dev.sild.cli.stack.LiveStack;
import dev.sild.cli.stack.LiveStacks;
import dev.sild.cli.stack.OperatorPermissions;
import dev.sild.cli.stack.PlanText;
import dev.sild.cli.stack.ResourceFiles;
import dev.sild.cli.stack.StackResource;
import dev.sild.cli.stack.VerbException;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.model.Names;
import dev.sild.operator.engine.Preview;
import dev.sild.operator.engine.plan.AdoptionConsent;
import dev.sild.operator.engine.plan.Plan;
import dev.sild.operator.engine.state.Owner;
import dev.sild.report.InputException;
import dev.sild.report.TextReport;
import dev.sild.schema.Crds;
import dev.sild.schema.Resource;
import dev.sild.schema.ResourceReader;
import dev.sild.stacks.shared.Permissions;
import dev.sild.yaml.YamlLimits;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild diff}: what the operator would change in the cluster for custom resources as the files define them. */
final class DiffCommand {
    /** As diff has it: 0 for none, 1 for differences, more for errors. */
    private static final int DIFFERENT = 1;

    static final int FAILED = 2;

    private final Console console;
    private final Options options;
    private final boolean color;
    /** The namespaces without an operator that were named already; an empty name where no operator is known at all. */
    private final Set<String> unwatched = new HashSet<>();

    DiffCommand(Console console, ParseResult parsed) {
        this.console = console;
        this.options = new Options(parsed);
        String wanted = options.text("--color", "auto", List.of("auto", "always", "never"));
        this.color = wanted.equals("always") || wanted.equals("auto") && console.colorsOutput();
        if (!Names.isLabel(options.value("--namespace", "x"))) {
            throw options.wrong("'" + options.value("--namespace", "") + "' is not a valid namespace");
        }
    }

    static CommandSpec spec() {
        CommandSpec spec =
                Commands.command("diff", "Show what the operator would change in a cluster for custom resources.");
        ResourceFiles.addTo(spec);
        spec.addOption(Options.flag(
                "Compare all stacks of the cluster, or those of --namespace, with what this version of the operator"
                        + " would create: what changes with an upgrade.",
                "-A",
                "--all"));
        ClusterOptions.addTo(spec);
        spec.addOption(Options.text(
                "NAME", "The namespace of resources without one. Default: the context's", "-n", "--namespace"));
        spec.addOption(
                Options.choice("auto|always|never", "When to use colors. Default: auto, on a terminal", "--color"));
        spec.usageMessage()
                .footer(
                        "",
                        "Examples:",
                        "  sild diff shop.yaml",
                        "  sild diff stacks/ --context production -n shop",
                        "  sild diff -A                       before an upgrade: what the new operator changes",
                        "",
                        "Exit codes: 0 no differences, 1 differences, 2 an error");
        return spec;
    }

    int run() {
        if (options.has("--all")) {
            return compareAll();
        }
        try {
            ResourceFiles read =
                    ResourceFiles.read(console, options, new ResourceReader(Crds.ofSild(), YamlLimits.DEFAULT));
            try (KubernetesClient client = ClusterOptions.client(options)) {
                return compare(client, read.resources());
            }
        } catch (InputException unusable) {
            console.err().print(TextReport.of(unusable.findings(), console.color()));
            return FAILED;
        }
    }

    private int compareAll() {
        if (!options.arguments().isEmpty() || options.has("--filename")) {
            throw options.wrong("name files, or use --all; not both");
        }
        ResourceReader reader = new ResourceReader(Crds.ofSild(), YamlLimits.DEFAULT);
        boolean same = true;
        boolean valid = true;
        try (KubernetesClient client = ClusterOptions.client(options)) {
            try {
                LiveStacks live = new LiveStacks(client);
                OperatorPermissions permissions = OperatorPermissions.of(client);
                String namespace = options.value("--namespace", "");
                for (LiveStack stack : namespace.isEmpty() ? live.everywhere() : live.in(namespace)) {
                    try {
                        Plan plan = plan(client, permissions, LiveResources.of(stack, reader));
                        same &= plan.isDone();
                        String name = stack.namespace() + "/" + stack;
                        console.out().print(PlanText.of(name, plan, color));
                    } catch (InputException unusable) {
                        valid = false;
                        console.err().print(TextReport.of(unusable.findings(), console.color()));
                    }
                }
            } catch (KubernetesClientException refused) {
                console.say(ClusterOptions.reason(refused, client.getMasterUrl()));
                return FAILED;
            } catch (VerbException impossible) {
                console.say(impossible.getMessage());
                return FAILED;
            }
        }
        return !valid ? FAILED : same ? ExitCode.OK : DIFFERENT;
    }

    private int compare(KubernetesClient client, List<Resource> resources) throws InputException {
        boolean same = true;
        try {
            OperatorPermissions permissions = OperatorPermissions.of(client);
            for (Resource resource : resources) {
                Plan plan = plan(client, permissions, resource);
                same &= plan.isDone();
                console.out().print(PlanText.of(resource.crd().kind() + "/" + resource.name(), plan, color));
            }
            return same ? ExitCode.OK : DIFFERENT;
        } catch (KubernetesClientException refused) {
            console.say(ClusterOptions.reason(refused, client.getMasterUrl()));
            return FAILED;
        }
    }

    private Plan plan(KubernetesClient client, OperatorPermissions operators, Resource resource) throws InputException {
        String namespace = resource.namespace()
                .or(() -> Optional.of(options.value("--namespace", "")).filter(given -> !given.isEmpty()))
                .or(() -> Optional.ofNullable(client.getNamespace()))
                .orElse("default");
        StackResource stack = StackResource.of(resource);
        GenericKubernetesResource live = client.genericKubernetesResources(LiveStack.context(resource.crd()))
                .inNamespace(namespace)
                .withName(resource.name())
                .get();
        Owner owner = live == null
                ? new Owner(resource.crd().apiVersion(), resource.crd().kind(), namespace, resource.name(), "", 0)
                : Owner.of(live);
        Permissions permissions = operators.in(namespace).orElseGet(() -> unrestricted(operators, namespace));
        return new Preview(client, Clock.systemUTC())
                .of(
                        owner,
                        AdoptionConsent.of(stack.resource()),
                        inputs -> stack.translation().apply(inputs.with(permissions)));
    }

    /** Says once for each namespace what is taken for granted there. */
    private Permissions unrestricted(OperatorPermissions operators, String namespace) {
        if (unwatched.add(operators.isEmpty() ? "" : namespace)) {
            console.say((operators.isEmpty()
                            ? "no Deployment of the operator can be read"
                            : "no operator that can be read watches namespace " + namespace)
                    + "; cAdvisor and rights to see all namespaces count as allowed");
        }
        return Permissions.UNRESTRICTED;
    }
}
