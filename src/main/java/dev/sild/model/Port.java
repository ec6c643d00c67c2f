package dev.sild.model;

/**
 * A port that a container listens on.
 *
 * @param number 1 to 65535
 * @param protocol the transport protocol
 * @param name a name the user gave it; empty for none
 * @param appProtocol the application protocol the user named; empty for none
 * @param source how it became known
 */
public record Port(int number, Protocol protocol, String name, String appProtocol, Source source) {

    /** A transport protocol. */
    public enum Protocol {
        TCP,
        UDP,
        SCTP
    }

    /** How a port became known. */
    public enum Source {
        /** The user wrote it. */
        DECLARED,
        /** The image is known to listen there, or its Dockerfile says so. */
        IMAGE,
        /** Another component's address, a reverse proxy or a health check points there. */
        GUESSED
    }

    /** Returns a port without a name. */
    public static Port of(int number, Protocol protocol, Source source) {
        return new Port(number, protocol, "", "", source);
    }

    /** Returns this port without its name. */
    public Port unnamed() {
        return new Port(number, protocol, "", appProtocol, source);
    }

    /** Returns this port under another number and without a name. */
    public Port renumbered(int newNumber) {
        return newNumber == number ? this : new Port(newNumber, protocol, "", appProtocol, source);
    }

    /** Returns what is left of this port where only its number and protocol count. */
    public Port nameless() {
        return of(number, protocol, Source.DECLARED);
    }

    /** Whether Linux by default keeps the port for root. */
    public boolean isLow() {
        return number < 1024;
    }

    @Override
    public int hashCode() {
        return number;
    }

    /** Whether both are the same port of the same protocol. */
    public boolean sameAs(Port other) {
        return number == other.number && protocol == other.protocol;
    }
}
