package dev.sild.kubernetes.workloads;

import dev.sild.model.PodSecurity;
import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SecurityContext;
import java.util.List;
import java.util.stream.Stream;

/**
 * Adds to a pod what a level of the Pod Security Standards asks for, besides what its containers say.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security Standards</a>
 */
final class SecurityLevels {
    private SecurityLevels() {}

    static void apply(PodSecurity level, PodSpec pod) {
        if (level == PodSecurity.PRIVILEGED) {
            return;
        }
        PodSecurityContext context =
                pod.getSecurityContext() == null ? new PodSecurityContext() : pod.getSecurityContext();
        SeccompProfile profile = new SeccompProfile();
        profile.setType("RuntimeDefault");
        context.setSeccompProfile(profile);
        pod.setSecurityContext(context);
        if (level == PodSecurity.RESTRICTED) {
            context.setRunAsNonRoot(true);
            Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream())
                    .forEach(SecurityLevels::restrict);
        }
    }

    private static void restrict(Container container) {
        SecurityContext security =
                container.getSecurityContext() == null ? new SecurityContext() : container.getSecurityContext();
        Capabilities capabilities = new Capabilities();
        capabilities.setAdd(
                security.getCapabilities() == null
                        ? List.of()
                        : security.getCapabilities().getAdd());
        capabilities.setDrop(List.of("ALL"));
        security.setCapabilities(capabilities);
        security.setAllowPrivilegeEscalation(false);
        container.setSecurityContext(security);
    }
}
