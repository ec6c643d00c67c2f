package dev.sild.stacks.microservices;

import dev.sild.model.Call;
import dev.sild.model.Container.Env;
import dev.sild.programs.databases.Database;
import dev.sild.stacks.shared.Parts;
import dev.sild.stacks.spec.DatabaseSpecs;
import dev.sild.stacks.spec.Openings;
import dev.sild.v1alpha1.shared.UserService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parts of a MicroserviceStack: first the services, then the gateway that routes to them. */
final class MicroserviceParts {
    private final MicroserviceFrame frame;
    private final Parts parts;

    private MicroserviceParts(MicroserviceFrame frame) {
        this.frame = frame;
        parts = new Parts(frame.naming(), frame.inputs());
    }

    static Parts of(MicroserviceFrame frame) {
        MicroserviceParts all = new MicroserviceParts(frame);
        frame.spec().getServices().forEach(all::service);
        frame.web().ifPresent(web -> all.program(MicroserviceFrame.WEB, web, List.of()));
        if (frame.hasNginx()) {
            frame.gateway()
                    .addTo(
                            all.parts,
                            () -> new RouteConf(frame).conf().text(),
                            all.ofService(MicroserviceFrame.GATEWAY));
        }
        return all.parts;
    }

    private void service(UserService service) {
        List<Env> variables = ServiceDatabase.of(frame, service)
                .map(database -> database(service, database))
                .orElse(List.of());
        program(service.getName(), service, variables);
    }

    private List<Env> database(UserService service, ServiceDatabase database) {
        ProgramVariables.check(database.component(), database.spec());
        Database server = database.server();
        DatabaseSpecs.add(frame, database.component(), server, parts);
        parts.call(Call.between(service.getName(), database.component(), server.port()));
        return server.variables(database.names());
    }

    private void program(String component, UserService service, List<Env> ofDatabase) {
        ProgramVariables.check(component, service);
        List<Env> ours = new ArrayList<>(ofDatabase);
        ours.addAll(ProgramVariables.of(frame, service));
        frame.userProgram(component, service)
                .addTo(
                        parts,
                        ProgramVariables.apart(component, ours),
                        List.of(),
                        Optional.empty(),
                        ofService(component),
                        ServiceDatabase.of(frame, service)
                                .flatMap(database -> database.server().bootstrapped())
                                .stream()
                                .toList());
    }

    /** A component's own Service is what opens the stack where nothing else does. */
    private Map<String, String> ofService(String component) {
        return frame.entrances().contains(component)
                ? Openings.ofService(frame.spec().getExposure())
                : Map.of();
    }
}
