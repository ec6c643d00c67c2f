package dev.sild.stacks.microservices;

import dev.sild.model.Container.Env;
import dev.sild.stacks.shared.Door;
import dev.sild.stacks.shared.ModelValues;
import dev.sild.stacks.spec.Shapes;
import dev.sild.v1alpha1.shared.ProgramSpec;
import dev.sild.v1alpha1.shared.SecretEnv;
import dev.sild.v1alpha1.shared.UserService;
import dev.sild.v1alpha1.shared.userservice.Addresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The variables of a service, or of the web UI: those by which it learns where those that it calls are, and that no two
 * meet.
 */
final class ProgramVariables {
    private final MicroserviceFrame frame;
    private final List<Env> variables = new ArrayList<>();

    private ProgramVariables(MicroserviceFrame frame) {
        this.frame = frame;
    }

    static List<Env> of(MicroserviceFrame frame, UserService caller) {
        ProgramVariables addresses = new ProgramVariables(frame);
        for (String callee : Shapes.list(caller.getCalls())) {
            addresses.add(
                    callee,
                    Shapes.list(caller.getAddresses()).stream()
                            .filter(names -> names.getService().equals(callee))
                            .findFirst());
        }
        return addresses.variables;
    }

    /**
     * Checks that no variable would have two values.
     *
     * @throws IllegalArgumentException where one is
     */
    static List<Env> apart(String component, List<Env> variables) {
        Set<String> names = new TreeSet<>();
        for (Env variable : variables) {
            if (!names.add(variable.name())) {
                throw new IllegalArgumentException("the variable " + variable.name() + " of " + component
                        + " would hold two addresses: rename one in addresses or in database.connection");
            }
        }
        return variables;
    }

    /**
     * Checks that the user gives no variable two values: there can be too many for a rule of the schema to compare.
     *
     * @throws IllegalArgumentException where one has two
     */
    static void check(String component, ProgramSpec program) {
        Set<String> names = new TreeSet<>();
        Shapes.list(program.getEnv()).forEach(variable -> names.add(variable.getName()));
        Shapes.list(program.getSecretEnv()).stream()
                .map(SecretEnv::getName)
                .filter(names::contains)
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("the variable " + name + " of " + component
                            + " is in both env and secretEnv: remove one of them");
                });
    }

    private void add(String callee, Optional<Addresses> names) {
        String host = frame.host(callee);
        String port = Integer.toString(number(callee));
        String usual = callee.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL";
        add(names.map(Addresses::getUrl).orElse(usual), scheme(callee) + host + ":" + port);
        add(names.map(Addresses::getHost).orElse(""), host);
        add(names.map(Addresses::getPort).orElse(""), port);
    }

    private void add(String name, String value) {
        if (!name.isEmpty()) {
            variables.add(ModelValues.env(name, value));
        }
    }

    /** Callers use the gateway's port that does not redirect to another. */
    private int number(String callee) {
        List<Door> doors = frame.doors();
        return callee.equals(MicroserviceFrame.GATEWAY)
                ? doors.get(doors.size() - 1).number()
                : frame.program(callee).getPort();
    }

    private String scheme(String callee) {
        if (callee.equals(MicroserviceFrame.GATEWAY)) {
            return frame.tlsAtGateway() ? "https://" : "http://";
        }
        return frame.program(callee).getProtocol() == UserService.Protocol.HTTP ? "http://" : "";
    }
}
