package dev.sild.stacks.microservices;

import dev.sild.model.PodSecurity;
import dev.sild.stacks.shared.Places;
import dev.sild.stacks.shared.Shapes;
import dev.sild.stacks.shared.UserProgram;
import dev.sild.v1alpha1.shared.UserService;

/** What a service says of itself, or the web UI, of which the same can be said but for a database. */
final class ServiceProgram {
    private ServiceProgram() {}

    static UserProgram of(String component, UserService said) {
        return new UserProgram(
                component,
                Frame.port(said),
                new UserProgram.What(said.getImage(), said.getImagePullPolicy(), said.getCommand(), said.getArgs()),
                Places.workload(said.getReplicas(), said.getAutoscaling()),
                said.getDisruptionBudget(),
                said.getResources(),
                new UserProgram.Variables(said.getEnv(), said.getSecretEnv(), said.getEnvFrom()),
                said.getProbes(),
                said.getMetrics(),
                said.getMounts(),
                said.getSecurityContext(),
                new UserProgram.ServiceAccount(said.getServiceAccountName(), said.getAutomountServiceAccountToken()),
                new UserProgram.Reach(said.getInternetAccess(), said.getAllowTo()),
                said.getTerminationGracePeriodSeconds(),
                said.getPlacement(),
                Shapes.same(PodSecurity.class, said.getPodSecurity()),
                said.getLabels(),
                said.getAnnotations());
    }
}
