package dev.sild.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** An API server on loopback that lists objects by their labels, knows only defined groups, and runs nothing. */
final class StubCluster implements AutoCloseable {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<ObjectNode> objects = new ArrayList<>();
    private final Set<String> forbidden = new HashSet<>();
    private final Set<String> groups = new HashSet<>();
    private final Map<String, String> logs = new LinkedHashMap<>();
    private final List<String> patches = new CopyOnWriteArrayList<>();

    StubCluster() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Writes a kubeconfig whose namespace is {@code shop}. */
    Path kubeconfig(Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
                contexts: [{name: c, context: {cluster: c, namespace: shop, user: u}}]
                current-context: c
                users: [{name: u, user: {}}]
                """.formatted(server.getAddress().getPort()));
    }

    /** Adds the objects of a stream of YAML documents, in the namespace {@code shop} unless they have another. */
    StubCluster add(String yaml) {
        try (var documents = YAML.readerFor(ObjectNode.class).<ObjectNode>readValues(yaml)) {
            documents.forEachRemaining(object -> {
                if (object == null) {
                    return;
                }
                ObjectNode metadata = (ObjectNode) object.get("metadata");
                if (!metadata.has("namespace")) {
                    metadata.put("namespace", "shop");
                }
                metadata.put("uid", "uid-" + objects.size());
                metadata.put("generation", 1);
                metadata.put("creationTimestamp", "2026-11-30T10:00:00Z");
                objects.add(object);
            });
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Sets the status of an object. */
    StubCluster status(String kind, String name, String json) {
        objects.stream()
                .filter(object -> object.get("kind").asText().equals(kind))
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .set("status", tree(json));
        return this;
    }

    /** Refuses to list a resource, such as {@code deployments}. */
    StubCluster forbid(String plural) {
        forbidden.add(plural);
        return this;
    }

    /** Answers that a group and version is served. */
    StubCluster define(String group) {
        groups.add("/apis/" + group);
        return this;
    }

    StubCluster log(String pod, String text) {
        logs.put(pod, text);
        return this;
    }

    /** Returns the paths that were patched, in order. */
    List<String> patches() {
        return List.copyOf(patches);
    }

    private static JsonNode tree(String json) {
        try {
            return YAML.readTree(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getQuery();
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (exchange.getRequestMethod().equals("PATCH")) {
            patches.add(path);
            send(exchange, 200, object(path).toString());
        } else if (last.equals("log")) {
            String pod = path.split("/")[path.split("/").length - 2];
            send(exchange, 200, logs.getOrDefault(pod, ""));
        } else if (forbidden.contains(last)) {
            send(exchange, 403, error(403, last + " is forbidden: User \"eve\" cannot list resource \"" + last + "\""));
        } else if (groups.contains(path)) {
            send(exchange, 200, "{\"kind\":\"APIResourceList\",\"apiVersion\":\"v1\",\"resources\":[]}");
        } else if (path.startsWith("/apis/sild.dev") && groups.stream().noneMatch(path::startsWith)) {
            send(exchange, 404, error(404, "the server could not find the requested resource"));
        } else {
            send(exchange, 200, list(path, selector(query)).toString());
        }
    }

    private static String error(int code, String message) {
        return JSON.createObjectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("code", code)
                .put("message", message)
                .toString();
    }

    private JsonNode object(String path) {
        return objects.stream()
                .filter(object -> path.endsWith(
                        "/" + plural(object) + "/" + object.at("/metadata/name").asText()))
                .findFirst()
                .orElseThrow();
    }

    private static String plural(ObjectNode object) {
        return object.get("kind").asText().toLowerCase(Locale.ROOT) + "s";
    }

    private ObjectNode list(String path, String selector) {
        String[] parts = path.split("/");
        int at = List.of(parts).indexOf("namespaces");
        ObjectNode list = JSON.createObjectNode().put("kind", "List").put("apiVersion", "v1");
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        objects.stream()
                .filter(object -> parts[parts.length - 1].equals(plural(object)))
                .filter(object -> at < 0
                        || parts[at + 1].equals(object.at("/metadata/namespace").asText()))
                .filter(object -> matches(selector, object.at("/metadata/labels")))
                .forEach(items::add);
        return list;
    }

    private static String selector(String query) {
        return Stream.of((query == null ? "" : query).split("&"))
                .filter(part -> part.startsWith("labelSelector="))
                .map(part -> part.substring("labelSelector=".length()))
                .findFirst()
                .orElse("");
    }

    /** By the rules of label selectors: requirements outside of parentheses are separated by commas. */
    private static boolean matches(String selector, JsonNode labels) {
        return selector.isEmpty()
                || Stream.of(selector.split(",(?![^(]*\\))"))
                        .allMatch(requirement -> meets(requirement.strip(), labels));
    }

    private static boolean meets(String requirement, JsonNode labels) {
        if (requirement.startsWith("!")) {
            return !labels.has(requirement.substring(1));
        }
        if (requirement.contains(" in ")) {
            String[] halves = requirement.split(" in ");
            return List.of(halves[1].replaceAll("[() ]", "").split(","))
                    .contains(labels.path(halves[0]).asText());
        }
        int equals = requirement.indexOf('=');
        return equals < 0
                ? labels.has(requirement)
                : labels.path(requirement.substring(0, equals)).asText().equals(requirement.substring(equals + 1));
    }

    private static void send(HttpExchange exchange, int code, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
