package dev.sild.kubernetes;

import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.List;
import java.util.Map;

/**
 * Who a component's pods are for the API server, and what they may do there: read the Jobs they wait for, and nothing
 * else. A list or watch of one object is allowed by its name. Another Job has another name, and another role allows to read
 * it: pods of an earlier version, which may have to start once more, still may read theirs.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources">RBAC</a>
 */
final class Identities {
  private Identities() {}

  /** Returns a component's account, role and binding; none where its pods ask the API server nothing. */
  static List<HasMetadata> of(Application application, Component component, Waits waits) {
    if (!Waits.needsApi(component)) {
      return List.of();
    }
    String name = Waits.serviceAccount(component);
    Map<String, String> labels = Labels.of(application, component.name());
    ServiceAccount account = new ServiceAccount();
    account.setMetadata(Metadata.of(name, labels));
    account.setAutomountServiceAccountToken(false);
    List<String> jobs = waits.jobs(component);
    String reads = Names.label(name, Names.hash(String.join(" ", jobs)));
    PolicyRule rule = new PolicyRule();
    rule.setApiGroups(List.of("batch"));
    rule.setResources(List.of("jobs"));
    rule.setResourceNames(jobs);
    rule.setVerbs(List.of("get", "list", "watch"));
    Role role = new Role();
    role.setMetadata(Metadata.of(reads, labels));
    role.setRules(List.of(rule));
    RoleBinding binding = new RoleBinding();
    binding.setMetadata(Metadata.of(reads, labels));
    binding.setRoleRef(new RoleRef("rbac.authorization.k8s.io", "Role", reads));
    // The account of the binding's own namespace: which one that is, kubectl may say later.
    binding.setSubjects(List.of(new Subject(null, "ServiceAccount", name, null)));
    return List.of(account, role, binding);
  }
}
