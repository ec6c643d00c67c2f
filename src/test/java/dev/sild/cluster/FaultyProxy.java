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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
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

    private static final Pattern KEY = Pattern.compile("(?i)\r\nsec-websocket-key: ([^\r]+)");
    private static final Pattern VERSION = Pattern.compile("[?&]resourceVersion=([0-9]{1,18})(?![0-9])");

    private final ServerSocket listener;
    private final URI server;
    private final SSLContext trust;
    private final Path kubeconfig;
    private final Set<Socket> watches = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile Function<String, Optional<Integer>> fault = line -> Optional.empty();
    private volatile long expired = -1;

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

    /** Answers watches that would go on from a version up to this one as a server does that has forgotten it. */
    public void expire(long version) {
        expired = version;
    }

    /** Cuts all watches that are open. */
    public int cutWatches() {
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
            if (isExpired(line)) {
                expire(client, head);
                return;
            }
            Optional<Integer> code = fault.apply(line);
            if (code.isPresent()) {
                answer(client, code.get(), status(code.get(), ""));
                return;
            }
            pass(client, in, line, head);
        } catch (IOException e) {
            // One of the two hung up, which is what a network does.
            return;
        }
    }

    /** Says by WebSocket, as a watch is asked for first, that the watch cannot go on. */
    private static void expire(Socket client, String head) throws IOException {
        Matcher key = KEY.matcher(head);
        if (!key.find()) {
            throw new AssertionError("a watch that is no WebSocket: " + head);
        }
        byte[] event =
                ("{\"type\":\"ERROR\",\"object\":" + status(410, "Expired") + "}").getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(
                ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                                + accept(key.group(1)) + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        // A whole text frame, and the length of those that have more than 125 bytes.
        out.write(new byte[] {(byte) 0x81, 126, (byte) (event.length >> 8), (byte) event.length});
        out.write(event);
        client.getOutputStream().write(out.toByteArray());
        client.getOutputStream().flush();
        // Until the other side has read it, and hangs up.
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-4.2.2">RFC 6455</a> */
    private static String accept(String key) {
        try {
            byte[] text = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(Socket client, int code, String body) throws IOException {
        answered.incrementAndGet();
        client.getOutputStream()
                .write(("HTTP/1.1 " + code + " Fault\r\nContent-Type: application/json\r\nConnection: close\r\n"
                                + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static String status(int code, String reason) {
        return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\"a test's\","
                + "\"reason\":\"" + reason + "\",\"code\":" + code + "}";
    }

    private boolean isExpired(String line) {
        Matcher version = VERSION.matcher(line);
        return line.contains("watch=true") && version.find() && Long.parseLong(version.group(1)) <= expired;
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
