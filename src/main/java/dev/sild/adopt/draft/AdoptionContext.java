package dev.sild.adopt.draft;

import dev.sild.adopt.roles.Role;
import dev.sild.adopt.roles.Roles;
import dev.sild.compose.translate.ProjectFacts;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ports.AddressPorts;
import dev.sild.report.Code;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What the parts of an adoption work on.
 *
 * @param name the stack's name
 */
public record AdoptionContext(String name, ProjectFacts project, Roles roles, Draft draft, SecretsToMake secrets) {

    /** Returns the absolute path that a path of the project resolves to. */
    public Path place(Attribute path) {
        return project.files().place(path.peek());
    }

    /** Returns where a component of the stack is found by the others. */
    public String host(Role role) {
        return name + "-" + role.field();
    }

    /** Whether that name resolves to the service with that role. */
    public boolean leadsTo(Role role, String host) {
        return roles.of(role).filter(service -> service.hosts().contains(host)).isPresent();
    }

    /** Returns who is found by that name. */
    Optional<Role> behind(String host) {
        for (Role role : Role.values()) {
            if (leadsTo(role, host)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /** Returns a text with the names of the stack in place of the project's where they are used as hosts. */
    public String renamed(String text) {
        String renamed = text;
        for (Role role : Role.values()) {
            renamed = renamed(role, renamed);
        }
        return renamed;
    }

    /** Returns a text with the name of one component in place of those of its service. */
    public String renamed(Role role, String text) {
        String renamed = text;
        for (String host : roles.of(role).map(ServiceFacts::hosts).orElse(Set.of())) {
            renamed = AddressPorts.rewriteHost(renamed, host, host(role));
        }
        return renamed;
    }

    /** Returns the value of a variable with the names of the stack; the whole of it is a host where its key says so. */
    public String renamed(String key, String value) {
        return Connections.namesHost(key) && behind(value).isPresent()
                ? host(behind(value).get())
                : renamed(value);
    }

    /** Says that a host has another name in the stack. */
    public void noteRenamed(Attribute from, String what) {
        from.note(Code.HOST_REPLACED, "a host name in " + what + " is replaced by its name in the stack");
    }
}
