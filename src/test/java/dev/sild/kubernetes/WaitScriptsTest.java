package dev.sild.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sild.kubernetes.network.Waits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of containers that wait, run with this machine's programs and with busybox' alone. */
class WaitScriptsTest {
    private static final Path SHELL = Path.of("/bin/sh");
    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final String NOWHERE = "nothere.invalid";

    @TempDir
    Path folder;

    @Test
    void thisMachinesProgramsWaitForAnAddress() throws Exception {
        assumeTrue(Files.isExecutable(SHELL) && Files.isExecutable(Path.of("/usr/bin/getent")));
        List<String> shell = List.of("env", "PATH=/usr/bin:/bin", "/bin/sh");
        assertThat(ends(shell, Waits.UNTIL_IT_HAS_AN_ADDRESS, "localhost")).isTrue();
        assertThat(ends(shell, Waits.UNTIL_IT_HAS_AN_ADDRESS, NOWHERE)).isFalse();
    }

    @Test
    void busyboxWaitsForAnAddressWhateverAnswersThere() throws Exception {
        List<String> shell = busybox();
        assertThat(ends(shell, Waits.UNTIL_IT_HAS_AN_ADDRESS, "localhost")).isTrue();
        assertThat(ends(shell, Waits.UNTIL_IT_HAS_AN_ADDRESS, NOWHERE)).isFalse();
    }

    @Test
    void busyboxWaitsForAnAddressAndForNoProxysOfThisName() throws Exception {
        List<String> shell = new ArrayList<>(busybox());
        shell.add(1, "http_proxy=http://localhost:9");
        assertThat(ends(shell, Waits.UNTIL_IT_HAS_AN_ADDRESS, NOWHERE)).isFalse();
    }

    @Test
    void busyboxWaitsForAnAnswer() throws Exception {
        List<String> shell = busybox();
        String address;
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            address = "127.0.0.1:" + server.getLocalPort();
            assertThat(ends(shell, Waits.UNTIL_ALL_ANSWER, address)).isTrue();
        }
        assertThat(ends(shell, Waits.UNTIL_ALL_ANSWER, address)).isFalse();
    }

    @Test
    void busyboxWaitsForAllAndLogsForWhich() throws Exception {
        List<String> shell = busybox();
        try (ServerSocket one = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
                ServerSocket other = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            String first = "127.0.0.1:" + one.getLocalPort();
            String second = "127.0.0.1:" + other.getLocalPort();
            assertThat(ends(shell, Waits.UNTIL_ALL_ANSWER, first, second)).isTrue();
            other.close();
            assertThat(ends(shell, Waits.UNTIL_ALL_ANSWER, first, second)).isFalse();
            assertThat(folder.resolve("output")).hasContent("waiting for " + first + "\nwaiting for " + second);
            assertThat(ends(shell, Waits.UNTIL_ALL_ANSWER, second, first)).isFalse();
        }
    }

    @Test
    void nothingButAnAddressEndsTheWait() throws Exception {
        assumeTrue(Files.isExecutable(SHELL));
        assertThat(ends(List.of("env", "PATH=" + folder, "/bin/sh"), Waits.UNTIL_IT_HAS_AN_ADDRESS, "localhost"))
                .as("without any program that asks")
                .isFalse();
    }

    /** Returns busybox' shell, which finds busybox' programs and no others. */
    private List<String> busybox() throws IOException {
        assumeTrue(Files.isExecutable(BUSYBOX));
        for (String applet : List.of("nc", "wget", "grep", "sleep", "true")) {
            Path program = folder.resolve(applet);
            Files.writeString(program, "#!" + BUSYBOX + " sh\nexec " + BUSYBOX + " " + applet + " \"$@\"\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        }
        return List.of("env", "PATH=" + folder, BUSYBOX.toString(), "sh");
    }

    /** Whether a script ends well within three seconds; one that waits tries again every second. */
    private boolean ends(List<String> shell, String script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(shell);
        command.addAll(List.of("-c", script));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        try {
            boolean ended = process.waitFor(3, TimeUnit.SECONDS);
            if (script.equals(Waits.UNTIL_IT_HAS_AN_ADDRESS)) {
                assertThat(folder.resolve("output"))
                        .as("a pod's log stays empty")
                        .isEmptyFile();
            }
            return ended && process.exitValue() == 0;
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            process.waitFor();
        }
    }
}
