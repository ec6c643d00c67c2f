package dev.sild.model;

/**
 * What a component's pods wait for before their first container starts. What is waited for must not itself need these
 * pods.
 */
public sealed interface Wait {

    /** The image of the container that waits. */
    Text image();

    /**
     * Until a TCP connection to a name opens.
     *
     * @param host a name that resolves, such as an {@link Endpoint}'s
     * @param port 1 to 65535
     * @param image an image with {@code sh} and {@code nc}
     */
    record Answer(String host, int port, Text image) implements Wait {
        @Override
        public boolean equals(Object other) {
            return other instanceof Answer that
                    && port == that.port
                    && host.equals(that.host)
                    && image.equals(that.image);
        }

        @Override
        public int hashCode() {
            return 31 * host.hashCode() + port;
        }
    }

    /**
     * Until a name has an address.
     *
     * @param host the name of an {@link Endpoint} that is headless and resolves to pods only when they are ready
     * @param image an image with {@code sh}, and with {@code getent} or busybox' {@code wget}
     */
    record Address(String host, Text image) implements Wait {}

    /**
     * Until a component that runs once has ended well.
     *
     * @param component a component of the application, whose workload is {@link Workload.Once}
     * @param image an image with {@code kubectl}
     */
    record Completion(String component, Text image) implements Wait {}
}
