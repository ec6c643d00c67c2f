package dev.sild.stacks.microservices;

import dev.sild.model.Call;
import dev.sild.model.Container.Env;
import dev.sild.model.Scrape;
import dev.sild.programs.Exporters;
import dev.sild.programs.NginxProgram;
import dev.sild.stacks.shared.Openings;
import dev.sild.stacks.shared.Parts;
import dev.sild.stacks.shared.StackContext;
import dev.sild.stacks.shared.UserProgram;
import dev.sild.v1alpha1.shared.Metrics;
import dev.sild.v1alpha1.shared.UserService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a stack consists of, component by component: from the services to the gateway, which leads to them. */
final class MicroserviceParts {
    private final Frame frame;
    private final Parts parts;

    private MicroserviceParts(Frame frame) {
        this.frame = frame;
        parts = new Parts(frame.naming(), frame.inputs());
    }

    static Parts of(Frame frame) {
        MicroserviceParts all = new MicroserviceParts(frame);
        frame.spec().getServices().forEach(all::service);
        frame.web().ifPresent(web -> all.program(Frame.WEB, web, List.of()));
        if (frame.hasNginx()) {
            all.gateway();
        }
        return all.parts;
    }

    private void service(UserService service) {
        List<Env> variables = ServiceDatabase.of(frame, service)
                .map(database -> {
                    String component = ServiceDatabase.component(service);
                    ProgramVariables.check(
                            component,
                            service.getDatabase().getEnv(),
                            service.getDatabase().getSecretEnv());
                    database.addTo(parts);
                    parts.call(Call.between(service.getName(), component, database.port()))
                            .scrapes(StackContext.scrapes(
                                    frame.spec().getMonitoring(), component, database.metrics(), Exporters.PATH));
                    return database.variables(ServiceDatabase.names(service));
                })
                .orElse(List.of());
        program(service.getName(), service, variables);
    }

    private void program(String component, UserService said, List<Env> ofDatabase) {
        ProgramVariables.check(component, said.getEnv(), said.getSecretEnv());
        UserProgram program = ServiceProgram.of(component, said);
        List<Env> ours = new ArrayList<>(ofDatabase);
        ours.addAll(ProgramVariables.of(frame, said));
        parts.component(program.component(
                        ProgramVariables.apart(component, ours),
                        List.of(),
                        Optional.empty(),
                        frame.monitored(),
                        frame.spec().getImagePullSecrets()))
                .endpoint(program.endpoint(ofService(component)))
                .volumes(program.volumes())
                .scrapes(scrapes(program, said.getMetrics()));
    }

    private List<Scrape> scrapes(UserProgram program, Metrics metrics) {
        return metrics == null
                ? List.of()
                : StackContext.scrapes(
                        frame.spec().getMonitoring(),
                        program.name(),
                        program.metrics(frame.monitored()),
                        metrics.getPath());
    }

    private void gateway() {
        NginxProgram gateway = GatewayProgram.of(frame);
        gateway.addTo(parts, ofService(Frame.GATEWAY));
        parts.scrapes(
                StackContext.scrapes(frame.spec().getMonitoring(), Frame.GATEWAY, gateway.metrics(), Exporters.PATH));
    }

    /** A component's own Service is what opens the stack where nothing else does. */
    private Map<String, String> ofService(String component) {
        return Traffic.entrances(frame).contains(component)
                ? Openings.ofService(frame.spec().getExposure())
                : Map.of();
    }
}
