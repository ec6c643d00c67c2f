package dev.sild.inputs.units;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sild.inputs.project.Remarks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Units that nobody means well: none ends the program, and none takes long. */
class HostileUnitsTest {
    private static final String TEXT = """
            [Unit]
            After=b@x.service
            [Container]
            Image=x.build:1
            Environment=A=%n "B=${C} \\x41" \\
              D=1
            Volume=./a:/b:z
            Mount=type=bind,source=./a,dst=/b
            Network=n.network:ip=1
            Pod=p.pod
            HealthCmd=["CMD", "x"]
            PodmanArgs=--cpus 1 -it
            User=%U
            [Service]
            Restart=always
            CPUQuota=5%
            ExecStartPre=-/bin/sh -c 'podman run a b'
            ExecStart=/usr/bin/podman --root x pod create --name p -p 1:1
            [Install]
            DefaultInstance=%i
            """;
    private static final List<String> NAMES =
            List.of("a.container", "b@.container", "p.pod", "n.network", "v.volume", "x.build", "s.service", "k.kube");
    private static final String MARKS = "%$\\\"'[]=@\n \t,:-{}\uFFFF\u0000a";

    @Test
    void mutatedUnitsNeverCrash() {
        Random random = new Random(5);
        long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
        for (int i = 0; i < 2_000 && System.nanoTime() < end; i++) {
            List<UnitSource> sources = new ArrayList<>();
            for (String name : NAMES) {
                sources.add(source(name, mutated(name, random)));
            }
            assertThatCode(() ->
                            assertTimeoutPreemptively(Duration.ofSeconds(2), () -> Units.read(sources, new Remarks())))
                    .as(sources.toString())
                    .doesNotThrowAnyException();
        }
    }

    private static String mutated(String name, Random random) {
        StringBuilder text = new StringBuilder(
                TEXT.replace("[Container]", "[" + UnitName.of(name).section() + "]"));
        for (int changes = random.nextInt(6); changes > 0; changes--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0, 1 -> text.insert(at, MARKS.charAt(random.nextInt(MARKS.length())));
                case 2 -> text.deleteCharAt(at);
                default -> text.setCharAt(at, MARKS.charAt(random.nextInt(MARKS.length())));
            }
        }
        return text.toString();
    }

    @Test
    void aTemplateThatNeedsMoreAndMoreOfItselfEnds() {
        String text = "[Unit]\nWants=a@%ix.service\n[Container]\nImage=x:1\n[Install]\nDefaultInstance=y\n";
        read(List.of(source("a@.container", text)));
    }

    @Test
    void variablesThatHoldMuchAreCut() {
        String value = "a".repeat(60_000);
        read(List.of(source(
                "a.container",
                "[Service]\nEnvironment=A=" + value + "\n[Container]\nImage=x:1\nExec=" + "${A}".repeat(50_000))));
    }

    @Test
    void manyUnitsAndKeysAreReadInLinearTime() {
        StringBuilder keys = new StringBuilder("[Container]\nImage=x:1\n");
        StringBuilder after = new StringBuilder("[Unit]\n");
        for (int i = 0; i < 20_000; i++) {
            keys.append("Key")
                    .append(i)
                    .append("=%H $")
                    .append("$".repeat(i % 7))
                    .append("\n");
            after.append("After=u").append(i % 900).append(".service\n");
        }
        String start = "[Container]\nImage=x:1\n";
        read(List.of(source("k.container", keys.toString())));
        read(List.of(source("l.container", after + start + "Environment=A=" + "%h".repeat(100_000))));
        read(List.of(source("m.container", start + "Exec=" + "\\\n\"$ ".repeat(100_000))));
        List<UnitSource> many = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            many.add(source("u" + i + ".container", start + "Volume=v.volume:/x\n"));
        }
        read(many);
    }

    private static void read(List<UnitSource> sources) {
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> Units.read(sources, new Remarks()));
    }

    private static UnitSource source(String name, String text) {
        return new UnitSource(name, name, "", text, List.of());
    }
}
