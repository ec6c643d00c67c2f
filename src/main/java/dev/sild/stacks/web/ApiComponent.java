package dev.sild.stacks.web;

import dev.sild.model.Call;
import dev.sild.model.Component;
import dev.sild.model.Endpoint;
import dev.sild.model.Mount;
import dev.sild.model.PodSecurity;
import dev.sild.model.Port;
import dev.sild.model.Volume;
import dev.sild.stacks.shared.Places;
import dev.sild.stacks.shared.Shapes;
import dev.sild.stacks.shared.UserProgram;
import dev.sild.v1alpha1.shared.SecurityContext;
import dev.sild.v1alpha1.webstackspec.Api;
import java.util.List;
import java.util.Optional;

/** The user's own program. */
final class ApiComponent {
    /** Owns a volume that the api writes to, where the user names no group: any will do that is not another's. */
    private static final long ANY_GROUP = 1000;

    private final Frame frame;
    private final UserProgram program;

    ApiComponent(Frame frame) {
        this.frame = frame;
        program = program(frame);
    }

    private static UserProgram program(Frame frame) {
        Api api = frame.spec().getApi();
        return new UserProgram(
                Frame.API,
                frame.apiPort(),
                new UserProgram.What(api.getImage(), api.getImagePullPolicy(), api.getCommand(), api.getArgs()),
                Places.workload(api.getReplicas(), api.getAutoscaling()),
                api.getDisruptionBudget(),
                api.getResources(),
                new UserProgram.Variables(api.getEnv(), api.getSecretEnv(), api.getEnvFrom()),
                api.getProbes(),
                api.getMetrics(),
                api.getMounts(),
                api.getSecurityContext(),
                new UserProgram.ServiceAccount(api.getServiceAccountName(), api.getAutomountServiceAccountToken()),
                new UserProgram.Reach(api.getInternetAccess(), api.getAllowTo()),
                api.getTerminationGracePeriodSeconds(),
                api.getPlacement(),
                Shapes.same(PodSecurity.class, api.getPodSecurity()),
                api.getLabels(),
                api.getAnnotations());
    }

    Component component() {
        List<Mount> folders = frame.spec().getStaticFiles().getEnabled()
                ? List.of(Mount.ofVolume(
                        Frame.STATIC_FILES, frame.spec().getStaticFiles().getApiPath(), false))
                : List.of();
        return program.component(
                ConnectionVariables.of(frame),
                folders,
                fsGroup(),
                frame.monitored(),
                frame.spec().getImagePullSecrets());
    }

    /** Returns the port of its own numbers; nothing where nobody fetches them. */
    Optional<Port> metrics() {
        return program.metrics(frame.monitored());
    }

    List<Volume> scratch() {
        return program.volumes();
    }

    private Optional<Long> fsGroup() {
        SecurityContext context = program.context();
        if (!frame.spec().getStaticFiles().getEnabled() || program.level() != PodSecurity.RESTRICTED) {
            return Optional.empty();
        }
        return Optional.ofNullable(context.getRunAsGroup())
                .filter(group -> group > 0)
                .or(() -> Optional.ofNullable(context.getRunAsUser()).filter(user -> user > 0))
                .or(() -> Optional.of(ANY_GROUP));
    }

    Endpoint endpoint() {
        return program.endpoint(frame.ofService(Frame.API));
    }

    /** Returns the connections that it may open to whom is none of the stack's. */
    List<Call> leaving() {
        return program.leaving();
    }
}
