package dev.sild.cluster;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Stands on loopback between the operator and the API server, and answers some requests in the server's place, or cuts
 * connections. One request a connection, so that none is passed over.
 */
public final class FaultyProxy implements AutoCloseable {
    private static final Pattern SERVER = Pattern.compile("server: \"(https://[^\"]+)\"");

    private final ServerSocket listener;
    private final URI server;
    private final SSLContext trust;
    private final Path kubeconfig;
    private final Set<Socket> watches = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile Function<String, Optional<Integer>> fault = line -> Optional.empty();

    /** Makes one for those who come with this kubeconfig. */
    public FaultyProxy(Path original) {
        try {
            String text = Files.readString(original);
            Matcher matcher = SERVER.matcher(text);
            if (!matcher.find()) {
                throw new AssertionError("no server in " + original);
            }
            server = URI.create(matcher.group(1));
            trust = trust(original.resolveSibling("certificates/apiserver.crt"));
            listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
            kubeconfig = Files.writeString(
                    original.resolveSibling(original.getFileName() + "-by-proxy"),
                    text.replace(server.toString(), "http://127.0.0.1:" + listener.getLocalPort())
                            .replaceAll(", certificate-authority: [^}]+", ""));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        daemon(this::accept);
    }

    private static SSLContext trust(Path certificate) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            int i = 0;
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("server-" + i++, one);
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    /** A kubeconfig by which requests come through here. */
    public Path kubeconfig() {
        return kubeconfig;
    }

    /** Answers with a code in the server's place where {@code fault} has one for a request's method and path. */
    public void answer(Function<String, Optional<Integer>> newFault) {
        fault = newFault;
    }

    /** Returns how many requests were answered here. */
    int answered() {
        return answered.get();
    }

    /** Cuts all watches that are open. */
    int cutWatches() {
        int cut = 0;
        for (Socket watch : watches) {
            close(watch);
            cut++;
        }
        return cut;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                daemon(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            String head = head(in);
            if (head.isEmpty()) {
                return;
            }
            String line = head.substring(0, head.indexOf("\r\n"));
            Optional<Integer> code = fault.apply(line);
            if (code.isPresent()) {
                answered.incrementAndGet();
                String body =
                        "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"a test's\",\"code\":"
                                + code.get() + "}";
                client.getOutputStream()
                        .write(("HTTP/1.1 " + code.get() + " Fault\r\n"
                                        + "Content-Type: application/json\r\nConnection: close\r\n"
                                        + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                                .getBytes(StandardCharsets.US_ASCII));
                return;
            }
            pass(client, in, line, head);
        } catch (IOException e) {
            // One of the two hung up, which is what a network does.
            return;
        }
    }

    private void pass(Socket client, InputStream in, String line, String head) throws IOException {
        boolean upgrade = head.toLowerCase(Locale.ROOT).contains("\r\nupgrade: websocket");
        try (Socket upstream = trust.getSocketFactory().createSocket(server.getHost(), server.getPort())) {
            String passed = head.replaceFirst("(?i)\r\nhost: [^\r]*", "\r\nHost: " + server.getAuthority());
            if (!upgrade) {
                passed = passed.replaceFirst("(?i)\r\nconnection: [^\r]*", "")
                        .replaceFirst("\r\n", "\r\nConnection: close\r\n");
            }
            upstream.getOutputStream().write(passed.getBytes(StandardCharsets.ISO_8859_1));
            if (line.contains("watch=true")) {
                watches.add(client);
            }
            daemon(() -> copy(in, upstream));
            try (OutputStream out = client.getOutputStream()) {
                upstream.getInputStream().transferTo(out);
            }
        } finally {
            watches.remove(client);
        }
    }

    private static void copy(InputStream in, Socket to) {
        try {
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                to.getOutputStream().write(buffer, 0, read);
                to.getOutputStream().flush();
            }
        } catch (IOException e) {
            close(to);
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int end = 0;
        while (end < 4) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
            end = next == "\r\n\r\n".charAt(end) ? end + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "faulty-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cutWatches();
    }
}
