package dev.sild.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Requests to the API server as kubectl makes them, without a process for each: strict, and with the warnings that come
 * with the answers.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation">Field validation</a>
 */
final class ApiClient {
    static final String JSON = "application/json";
    private static final String YAML = "application/yaml";
    private static final String APPLY = "application/apply-patch+yaml";
    private static final String STRICT = "fieldValidation=Strict";
    private static final Duration CALL = Duration.ofSeconds(60);
    /** A warning as HTTP has it: a code, who warns, and the text in quotes. */
    private static final Pattern WARNING = Pattern.compile("\\d{3} \\S+ \"(.*)\"");

    private final String address;
    private final String token;
    private final HttpClient http;
    private final Map<String, Resource> resources = new ConcurrentHashMap<>();

    /**
     * What the server said.
     *
     * @param request its method and path
     * @param warnings each without its code
     */
    record Answer(String request, int code, String body, List<String> warnings) {
        boolean succeeded() {
            return code < 300;
        }

        JsonNode json() {
            return Manifest.json(body);
        }

        /** Returns an answer that must not be a refusal. */
        Answer require() {
            if (!succeeded()) {
                throw new AssertionError(this);
            }
            return this;
        }

        /** Returns what is wrong, in the server's words; nothing where it takes it without a warning. */
        String complaints() {
            return String.join(
                            "\n",
                            warnings.stream()
                                    .map(warning -> "Warning: " + warning)
                                    .toList())
                    + (succeeded()
                            ? ""
                            : (warnings.isEmpty() ? "" : "\n") + "Error: "
                                    + json().path("message").asText(body));
        }

        @Override
        public String toString() {
            return request + " was answered with " + code + "\n" + complaints();
        }
    }

    /** Where the objects of a kind are. */
    private record Resource(String group, String plural, boolean namespaced) {}

    /**
     * Makes one.
     *
     * @param address of the server, such as {@code https://127.0.0.1:6443}
     * @param token of who asks
     * @param certificate the one that the server has signed itself
     */
    ApiClient(String address, String token, Path certificate) {
        this.address = address;
        this.token = token;
        http = HttpClient.newBuilder()
                .sslContext(trusting(certificate))
                .connectTimeout(CALL)
                .build();
    }

    private static SSLContext trusting(Path certificate) {
        try (InputStream stream = Files.newInputStream(certificate)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int count = 0;
            for (var each : CertificateFactory.getInstance("X.509").generateCertificates(stream)) {
                trusted.setCertificateEntry("server-" + count++, each);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks for what is at a path, with its query. */
    Answer get(String path) {
        return send("GET", path, JSON, "");
    }

    Answer delete(String path) {
        return send("DELETE", path, JSON, "");
    }

    /** Has a namespace go with all that is in it, in its own time. */
    void removeNamespace(String name) {
        delete("/api/v1/namespaces/" + name).require();
    }

    /** Makes an object strictly: nothing is taken that the server does not know. */
    Answer create(String path, String json) {
        return send("POST", path + "?" + STRICT, JSON, json);
    }

    /** Has the server take an object strictly, and not keep it. */
    Answer tryOut(String path, String json) {
        return send("POST", path + "?dryRun=All&" + STRICT, JSON, json);
    }

    /** Makes an object what a document of YAML states of it, strictly, whoever else states that too. */
    Answer apply(Manifest.Document document, String namespace) {
        return send(
                "PATCH",
                path(document, namespace) + "?force=true&fieldManager=tests&" + STRICT,
                APPLY,
                document.text());
    }

    /** Makes an object what is stated of it in JSON, whoever else states that too. */
    Answer apply(String json, String namespace, String manager) {
        JsonNode object = Manifest.json(json);
        return send(
                "PATCH",
                path(object.path("apiVersion").asText(), object.path("kind").asText(), namespace) + "/"
                        + object.path("metadata").path("name").asText() + "?force=true&fieldManager=" + manager,
                APPLY,
                json);
    }

    /** Has the server take the object that a document of YAML is, strictly, and not keep it. */
    Answer tryOut(Manifest.Document document, String namespace) {
        return send("POST", folder(document, namespace) + "?dryRun=All&" + STRICT, YAML, document.text());
    }

    /** Returns where an object is. */
    String path(Manifest.Document document, String namespace) {
        return folder(document, namespace) + "/" + document.name();
    }

    private String folder(Manifest.Document document, String namespace) {
        return path(document.apiVersion(), document.kind(), namespace);
    }

    /** Returns where the objects of a kind are. */
    String path(String apiVersion, String kind, String namespace) {
        Resource resource = resource(apiVersion, kind);
        return resource.group() + (resource.namespaced() ? "/namespaces/" + namespace : "") + "/" + resource.plural();
    }

    boolean isNamespaced(Manifest.Document document) {
        return resource(document.apiVersion(), document.kind()).namespaced();
    }

    private Resource resource(String apiVersion, String kind) {
        // One that is defined later is found then.
        Resource known = resources.get(apiVersion + " " + kind);
        return known != null
                ? known
                : resources.computeIfAbsent(apiVersion + " " + kind, key -> discover(apiVersion, kind));
    }

    private Resource discover(String apiVersion, String kind) {
        String group = (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion;
        Answer answer = get(group);
        for (JsonNode each : answer.succeeded() ? answer.json().path("resources") : Manifest.json("[]")) {
            if (each.path("kind").asText().equals(kind)
                    && !each.path("name").asText().contains("/")) {
                return new Resource(
                        group,
                        each.path("name").asText(),
                        each.path("namespaced").asBoolean());
            }
        }
        throw new AssertionError("no matches for kind " + kind + " in version " + apiVersion);
    }

    /** Sends a request; {@code body} may be empty. */
    Answer send(String method, String path, String type, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(CALL)
                .header("Authorization", "Bearer " + token)
                .header("Accept", JSON)
                .header("Content-Type", type)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    method + " " + path,
                    response.statusCode(),
                    response.body(),
                    response.headers().allValues("Warning").stream()
                            .map(ApiClient::text)
                            .distinct()
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(String warning) {
        Matcher matcher = WARNING.matcher(warning);
        return matcher.matches() ? matcher.group(1).replaceAll("\\\\(.)", "$1") : warning;
    }
}
