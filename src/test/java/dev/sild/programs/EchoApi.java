package dev.sild.programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** An api that answers every request with the head it got, and one for a web socket with its own first line. */
final class EchoApi implements AutoCloseable {
    private final ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();

    private EchoApi(ServerSocket server) {
        this.server = server;
    }

    static EchoApi start() {
        return start("127.0.0.1", 0);
    }

    /** Starts one at an address of this machine; at any port for 0. */
    static EchoApi start(String address, int port) {
        try {
            EchoApi api = new EchoApi(new ServerSocket(port, 50, InetAddress.getByName(address)));
            daemon(api::accept);
            return api;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many connections were made to it. */
    int connections() {
        return connections.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                daemon(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void serve(Socket socket) {
        try (socket;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                if (head.toLowerCase(Locale.ROOT).contains("\nupgrade: websocket")) {
                    send(
                            socket,
                            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
                    send(socket, "echo of " + in.readLine() + "\n");
                    return;
                }
                send(
                        socket,
                        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + head.length() + "\r\n\r\n"
                                + head);
            }
        } catch (IOException ignored) {
            // The other side is gone.
        }
    }

    private static String head(BufferedReader in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "api");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
