package dev.sild.compose.translate.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Container;
import dev.sild.model.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdleAfterwardsTest {
    @TempDir
    Path folder;

    @Test
    void aJobInTheNetworkOfAServerWaitsWhenItIsDone() throws Exception {
        Container job = job("entrypoint: [/bin/sh, -c], command: ['rabbitmqctl await_startup']");

        assertThat(job.command())
                .extracting(Text::value)
                .containsExactly("/bin/sh", "-c", IdleAfterwards.SCRIPT, "/bin/sh", "-c", "rabbitmqctl await_startup");
        assertThat(job.args()).isEmpty();
    }

    @Test
    void aJobWithoutAShellOfItsOwnIsLeftAsItIs() throws Exception {
        assertThat(job("entrypoint: [rabbitmqctl], command: [await_startup]").command())
                .extracting(Text::value)
                .containsExactly("rabbitmqctl");
    }

    @Test
    void theScriptWaitsBehindWhatSucceedsAndEndsWithWhatFails() throws Exception {
        Process done = start("echo done");
        assertThat(done.inputReader().readLine()).isEqualTo("done");
        assertThat(done.waitFor(300, TimeUnit.MILLISECONDS)).isFalse();
        done.destroy();
        assertThat(done.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(done.exitValue()).isZero();

        assertThat(start("exit 3").waitFor()).isEqualTo(3);
    }

    private static Process start(String script) throws Exception {
        return new ProcessBuilder(List.of("sh", "-c", IdleAfterwards.SCRIPT, "sh", "-c", script)).start();
    }

    private Container job(String attributes) throws Exception {
        return TranslatedProject.of(
                        folder,
                        "name: shop\nservices:\n  mq: {image: 'rabbitmq:4', restart: always}\n"
                                + "  job: {image: 'rabbitmq:4', network_mode: 'service:mq', " + attributes + "}\n")
                .pod("mq")
                .containers()
                .stream()
                .filter(container -> container.name().equals("job"))
                .findFirst()
                .orElseThrow();
    }
}
