package dev.sild.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Asks a server of loopback with exactly the headers named, and returns the whole answer as it comes. */
final class Http {
    private static final int LIMIT_MILLISECONDS = 10_000;

    private Http() {}

    /** Asks for a path with some header lines; {@code Connection: close} is added. */
    static String get(int port, String path, String... headers) {
        return exchange(open(port), request(path, headers));
    }

    /** Asks over TLS, whose certificate nobody vouches for. */
    static String getOverTls(int port, String path, String... headers) {
        return exchange(openTls(port, "http/1.1"), request(path, headers));
    }

    /** Sends a text of the caller's own. */
    static String send(int port, String text) {
        return exchange(open(port), text);
    }

    /** Returns the protocol that a server chooses of h2 and http/1.1. */
    static String protocolOverTls(int port) {
        try (SSLSocket socket = openTls(port, "h2", "http/1.1")) {
            socket.startHandshake();
            return socket.getApplicationProtocol();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether somebody answers there. */
    static boolean answers(int port) {
        try (Socket socket = open(port)) {
            return socket.isConnected();
        } catch (UncheckedIOException | IOException e) {
            return false;
        }
    }

    private static String request(String path, String... headers) {
        StringBuilder text = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
        if (String.join("\n", headers).lines().noneMatch(line -> line.startsWith("Host:"))) {
            text.append("Host: shop.example.com\r\n");
        }
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return text.append("Connection: close\r\n\r\n").toString();
    }

    private static String exchange(Socket socket, String text) {
        try (socket) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket open(int port) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(LIMIT_MILLISECONDS);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SSLSocket openTls(int port, String... protocols) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Everybody()}, null);
            SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(LIMIT_MILLISECONDS);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(protocols);
            socket.setSSLParameters(parameters);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Trusts everybody: the certificate is made for the test. */
    private static final class Everybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
