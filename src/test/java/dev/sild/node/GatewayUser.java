package dev.sild.node;

/** A user of the microservices example, who talks to it through the gateway and has rows in all its databases. */
final class GatewayUser {
    private static final String GATEWAY = "http://127.0.0.1:8080";
    private static final String ACCOUNT = "-d '{\"name\": \"mari\", \"password\": \"secret-7\"}'";

    private final Node node;
    private final String container;
    private final String call;

    private GatewayUser(Node node, String container, String token) {
        this.node = node;
        this.container = container;
        call = "curl -sf -H 'Authorization: Bearer " + token + "' " + GATEWAY;
    }

    /**
     * Registers and logs in.
     *
     * @param container the gateway's, in which the requests are sent
     */
    static GatewayUser register(Node node, String container) {
        node.awaitAnswer(container, "curl -s " + GATEWAY + "/auth/register " + ACCOUNT, "mari");
        String token = node.awaitAnswer(container, "curl -sf " + GATEWAY + "/auth/login " + ACCOUNT, "\"token\"")
                .replaceAll("(?s).*\"token\": \"([^\"]+)\".*", "$1");
        return new GatewayUser(node, container, token);
    }

    /** Makes a row in the database of each service. */
    void store() {
        node.awaitAnswer(container, call + "/users/me -X PUT -d '{\"city\": \"Tartu\"}'", "Tartu");
        node.awaitAnswer(container, call + "/orders -d '{\"item\": \"tea\", \"quantity\": 2}'", "tea");
        node.awaitAnswer(container, call + "/payments -d '{\"order\": 1, \"cents\": 990}'", "990");
    }

    /** Waits until each service answers with the row of {@link #store}. */
    void find() {
        node.awaitAnswer(container, call + "/users/me", "\"city\": \"Tartu\"");
        node.awaitAnswer(container, call + "/orders", "\"item\": \"tea\", \"quantity\": 2");
        node.awaitAnswer(container, call + "/payments", "\"order\": 1, \"cents\": 990");
    }
}
