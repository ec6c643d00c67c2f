package dev.sild.quadlet;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Secrecy;
import java.util.List;

/**
 * A service of the project and the containers that it becomes: one, or one for each replica.
 *
 * @param key its name in the compose file
 * @param attribute what the compose file says of it
 * @param secrecy what is secret in it
 * @param secrets takes the secrets that it has
 * @param containers its containers
 * @param started whether they are started; a service scaled to 0 only has the unit
 */
record Member(
        String key,
        Attribute attribute,
        Secrecy secrecy,
        UnitSecrets secrets,
        List<Replica> containers,
        boolean started) {
    /** One container: its unit, and its name in podman. */
    record Replica(UnitFile unit, String name) {}

    Replica first() {
        return containers.get(0);
    }
}
