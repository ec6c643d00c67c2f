package dev.sild.cluster;

import dev.sild.Folders;
import dev.sild.cluster.Command.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A Kubernetes control plane of the tests' own: etcd, kube-apiserver and kube-controller-manager on free ports of
 * 127.0.0.1, in a folder that is deleted with them. There is no scheduler and no kubelet: pods are admitted and
 * created, and stay Pending. Nothing of the caller's own kubeconfig is read.
 */
public final class ControlPlane implements AutoCloseable {

    private static final List<String> BINARIES =
            List.of("etcd", "kube-apiserver", "kube-controller-manager", "kubectl");
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration CALL = Duration.ofSeconds(60);

    private final Path binaries;
    private final Path folder;
    private final List<ServerProcess> servers = new ArrayList<>();
    private ApiClient client;
    private String api;
    private boolean knowsTheKinds;

    private ControlPlane(Path binaries, Path folder) {
        this.binaries = binaries;
        this.folder = folder;
    }

    /** The folder with the binaries: {@code KUBEBUILDER_ASSETS}, or where kubebuilder puts them; empty if one lacks. */
    static Optional<Path> binaries() {
        String assets = System.getenv("KUBEBUILDER_ASSETS");
        Path folder = Path.of(assets == null || assets.isEmpty() ? "/usr/local/kubebuilder/bin" : assets);
        boolean whole = BINARIES.stream().allMatch(name -> Files.isExecutable(folder.resolve(name)));
        return whole ? Optional.of(folder) : Optional.empty();
    }

    /** Starts a control plane and waits until it is ready, default service account included. */
    static ControlPlane start(Path binaries) {
        ControlPlane plane;
        try {
            plane = new ControlPlane(binaries, Files.createTempDirectory("sild-control-plane"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Should the tests end without closing it: nothing is left, and nothing left running.
        Runtime.getRuntime().addShutdownHook(new Thread(plane::close));
        try {
            plane.startServers();
            return plane;
        } catch (IOException | GeneralSecurityException | RuntimeException | AssertionError e) {
            plane.close();
            throw new AssertionError("the control plane did not start: " + e.getMessage(), e);
        }
    }

    private void startServers() throws IOException, GeneralSecurityException {
        String token = UUID.randomUUID().toString();
        Files.writeString(folder.resolve("tokens.csv"), token + ",admin,admin,system:masters\n");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        writePem("service-accounts.key", "PRIVATE KEY", keys.getPrivate().getEncoded());
        writePem("service-accounts.pub", "PUBLIC KEY", keys.getPublic().getEncoded());

        Files.writeString(folder.resolve("audit-policy.yaml"), """
        apiVersion: audit.k8s.io/v1
        kind: Policy
        omitStages: [RequestReceived]
        rules: [{level: Metadata}]
        """);

        List<Integer> ports = freePorts(3);
        String etcd = "http://127.0.0.1:" + ports.get(0);
        String peers = "http://127.0.0.1:" + ports.get(1);
        api = "https://127.0.0.1:" + ports.get(2);

        serve(
                "etcd",
                "--data-dir=etcd",
                "--unsafe-no-fsync",
                "--log-level=error",
                "--listen-client-urls=" + etcd,
                "--advertise-client-urls=" + etcd,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=default=" + peers);
        ServerProcess apiServer = serve(
                "kube-apiserver",
                "--etcd-servers=" + etcd,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + ports.get(2),
                "--cert-dir=certificates",
                "--endpoint-reconciler-type=none",
                "--service-account-issuer=" + api,
                "--service-account-key-file=service-accounts.pub",
                "--service-account-signing-key-file=service-accounts.key",
                "--service-cluster-ip-range=10.0.0.0/16",
                "--authorization-mode=RBAC",
                "--token-auth-file=tokens.csv",
                "--audit-policy-file=audit-policy.yaml",
                "--audit-log-path=audit.log",
                "--audit-log-format=json",
                // In megabytes: a test that reads on from where it was must find the same file.
                "--audit-log-maxsize=4000",
                // As every cluster that is set up with kubeadm has it: without it no container may be privileged.
                "--allow-privileged=true");
        // The API server signs its own certificate, which is then the authority to trust.
        Files.writeString(folder.resolve("kubeconfig"), """
        apiVersion: v1
        kind: Config
        clusters: [{name: tests, cluster: {server: "%s", certificate-authority: certificates/apiserver.crt}}]
        users: [{name: admin, user: {token: %s}}]
        contexts: [{name: tests, context: {cluster: tests, user: admin}}]
        current-context: tests
        """.formatted(api, token));
        apiServer.awaitReady(START, () -> kubectl("get", "--raw=/readyz").succeeded());
        client = client(token);

        ServerProcess controllers = serve(
                "kube-controller-manager",
                "--kubeconfig=kubeconfig",
                "--bind-address=127.0.0.1",
                "--secure-port=0",
                "--leader-elect=false",
                "--service-account-private-key-file=service-accounts.key",
                "--root-ca-file=certificates/apiserver.crt",
                "--kube-api-qps=500",
                "--kube-api-burst=1000");
        controllers.awaitReady(
                START, () -> kubectl("get", "serviceaccount", "default").succeeded());
    }

    private ServerProcess serve(String name, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(binaries.resolve(name).toString());
        command.addAll(List.of(arguments));
        ServerProcess server = ServerProcess.start(name, folder, command);
        servers.add(server);
        return server;
    }

    private void writePem(String name, String type, byte[] key) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
        Files.writeString(
                folder.resolve(name), "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
    }

    /** Ports nobody listens on now; all are held until the last is known, so that they differ. */
    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    /** Runs kubectl against this control plane; at most a minute. */
    Outcome kubectl(String... arguments) {
        return kubectlWithInput("", arguments);
    }

    /** Runs kubectl with {@code input} on its standard input. */
    Outcome kubectlWithInput(String input, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(binaries.resolve("kubectl").toString());
        command.add("--kubeconfig=" + kubeconfig());
        command.addAll(List.of(arguments));
        // HOME, for its cache of what the server can do.
        return Command.run(folder, Map.of("HOME", folder.toString()), input, CALL, command);
    }

    /** Returns who asks with this token. */
    ApiClient client(String token) {
        return new ApiClient(api, token, folder.resolve("certificates/apiserver.crt"));
    }

    /**
     * Defines the kinds of Sild's stacks, once; they stay. With {@code kubectl apply} and not server-side: there must
     * be room for the annotation in which it keeps what was applied.
     */
    public synchronized void defineTheKinds() {
        if (!knowsTheKinds) {
            String folderOfDefinitions = Path.of("crds").toAbsolutePath().toString();
            kubectl("apply", "-f", folderOfDefinitions).require();
            kubectl("wait", "--for=condition=Established", "--timeout=60s", "-f", folderOfDefinitions)
                    .require();
            knowsTheKinds = true;
        }
    }

    /** Returns who may ask this API server for everything. */
    ApiClient client() {
        return client;
    }

    /**
     * Makes a namespace, and at once the account that pods have by default: they are refused before the controllers
     * have made it. One that is there is left as it is.
     *
     * @param podSecurity the level of Pod Security that is enforced and warned of; empty for none
     */
    void makeNamespace(String name, String podSecurity) {
        makeNamespace(name, podSecurity, podSecurity);
    }

    /** Makes a namespace that warns of more than it enforces, or of less. */
    void makeNamespace(String name, String enforced, String warned) {
        String labels = enforced.isEmpty() ? "" : """
        , "labels": {"pod-security.kubernetes.io/enforce": "%s", "pod-security.kubernetes.io/warn": "%s"}
        """.formatted(enforced, warned);
        make("/api/v1/namespaces", "\"name\": \"" + name + "\"" + labels);
        makeAccount("default", name);
    }

    /** Makes a service account; one that is there is left as it is. */
    void makeAccount(String name, String namespace) {
        make("/api/v1/namespaces/" + namespace + "/serviceaccounts", "\"name\": \"" + name + "\"");
    }

    private void make(String path, String metadata) {
        ApiClient.Answer answer = client.create(path, "{\"metadata\": {" + metadata + "}}");
        if (answer.code() != 409) {
            answer.require();
        }
    }

    /** A kubeconfig file with every right in this control plane. */
    public Path kubeconfig() {
        return folder.resolve("kubeconfig");
    }

    /** The API server's account of all requests, one a line as JSON: who, what, when and with which answer. */
    Path auditLog() {
        return folder.resolve("audit.log");
    }

    @Override
    public synchronized void close() {
        // The controllers first: they would complain of an API server that is gone.
        for (int i = servers.size() - 1; i >= 0; i--) {
            servers.get(i).close();
        }
        if (Files.exists(folder)) {
            Folders.delete(folder);
        }
    }
}
