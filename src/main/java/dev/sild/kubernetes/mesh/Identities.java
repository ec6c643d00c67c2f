package dev.sild.kubernetes.mesh;

import dev.sild.kubernetes.network.Waits;
import dev.sild.kubernetes.objects.Index;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.kubernetes.objects.ObjectMetadata;
import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Identity;
import dev.sild.model.Mesh;
import dev.sild.model.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who a component's pods are for the API server and for a mesh, and what they may do there: what the component says,
 * and to read the Jobs they wait for. A list or watch of one object is allowed by its name. A different Job has a
 * different name and a separate role that allows reading it: pods of an earlier version, which may have to start again,
 * can still read their Jobs.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources">RBAC</a>
 */
public final class Identities {
    private Identities() {}

    /** Returns the name of the service account of a component's pods; empty if they use the default account. */
    public static Optional<String> account(Index index, Component component) {
        Optional<String> others = component.identity().flatMap(Identity::account);
        if (others.isPresent()) {
            return others;
        }
        if (component.identity().isPresent() || !(index.application().mesh() instanceof Mesh.None)) {
            return Optional.of(index.object(component));
        }
        return Waits.needsApi(component) ? Optional.of(waiting(index, component)) : Optional.empty();
    }

    /** Returns the account of pods that only wait: one for all pods of a project. */
    private static String waiting(Index index, Component component) {
        Application application = index.application();
        return application
                .naming()
                .object(application.naming().hasApp() ? component.name() : application.name(), "wait");
    }

    private static boolean sharesAccount(Index index, Component component) {
        return Waits.needsApi(component)
                && component.identity().isEmpty()
                && index.application().mesh() instanceof Mesh.None
                && !index.application().naming().hasApp();
    }

    /**
     * Returns the account of all pods that only wait, with the right to read the Jobs that any of them waits for;
     * nothing where no pod does, or where each has an account.
     */
    public static List<HasMetadata> ofWaiting(Index index, List<Component> components, Waits waits) {
        List<Component> waiting = components.stream()
                .filter(component -> sharesAccount(index, component))
                .toList();
        if (waiting.isEmpty()) {
            return List.of();
        }
        String name = waiting(index, waiting.get(0));
        Map<String, String> labels = Labels.of(index.application());
        List<String> jobs = waiting.stream()
                .flatMap(component -> waits.jobs(component).stream())
                .distinct()
                .sorted()
                .toList();
        List<HasMetadata> objects = new ArrayList<>(List.of(account(name, labels, Identity.BARE)));
        objects.addAll(reading(name, labels, jobs));
        return objects;
    }

    /** A different list of Jobs is a different role. */
    private static List<HasMetadata> reading(String account, Map<String, String> labels, List<String> jobs) {
        return role(
                Names.label(account, Names.hash(String.join(" ", jobs))),
                account,
                labels,
                List.of(rule(
                        new Identity.Rule(List.of("batch"), List.of("jobs"), jobs, List.of("get", "list", "watch")))));
    }

    /** Returns an account that only this component has, and the roles and bindings by which it may do something. */
    public static List<HasMetadata> of(Index index, Component component, Waits waits) {
        Optional<String> name = account(index, component);
        if (name.isEmpty() || sharesAccount(index, component)) {
            return List.of();
        }
        Map<String, String> labels = Labels.of(index.application(), component.name());
        Identity identity = component.identity().orElse(Identity.BARE);
        List<HasMetadata> objects = new ArrayList<>();
        if (identity.account().isEmpty()) {
            objects.add(account(name.get(), labels, identity));
        }
        if (!identity.rules().isEmpty()) {
            objects.addAll(role(
                    index.object(component),
                    name.get(),
                    labels,
                    identity.rules().stream().map(Identities::rule).toList()));
        }
        if (Waits.needsApi(component)) {
            objects.addAll(reading(name.get(), labels, waits.jobs(component)));
        }
        return objects;
    }

    private static HasMetadata account(String name, Map<String, String> labels, Identity identity) {
        ServiceAccount account = new ServiceAccount();
        account.setMetadata(ObjectMetadata.of(name, labels, identity.annotations()));
        // The pods specify whether they get a token; other users of the account must not get one by accident.
        account.setAutomountServiceAccountToken(false);
        return account;
    }

    private static List<HasMetadata> role(
            String name, String account, Map<String, String> labels, List<PolicyRule> rules) {
        Role role = new Role();
        role.setMetadata(ObjectMetadata.of(name, labels));
        role.setRules(rules);
        RoleBinding binding = new RoleBinding();
        binding.setMetadata(ObjectMetadata.of(name, labels));
        binding.setRoleRef(new RoleRef("rbac.authorization.k8s.io", "Role", name));
        // The account of the binding's own namespace: which one that is, kubectl may say later.
        binding.setSubjects(List.of(new Subject(null, "ServiceAccount", account, null)));
        return List.of(role, binding);
    }

    private static PolicyRule rule(Identity.Rule rule) {
        PolicyRule policyRule = new PolicyRule();
        policyRule.setApiGroups(rule.groups());
        policyRule.setResources(rule.resources());
        policyRule.setResourceNames(rule.names());
        policyRule.setVerbs(rule.verbs());
        return policyRule;
    }
}
