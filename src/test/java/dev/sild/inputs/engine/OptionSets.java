package dev.sild.inputs.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/** Random options of {@code podman run} that a container can have together, all of which have an effect. */
public final class OptionSets {
    private static final int MOST = 7;

    private final Random random;
    private final int firstPort;
    private int ports;
    private final Map<String, Function<String, List<String>>> options = new LinkedHashMap<>();

    /**
     * @param seed the same seed gives the same sets
     * @param firstPort where free ports of this machine begin
     */
    public OptionSets(long seed, int firstPort) {
        this.random = new Random(seed);
        this.firstPort = firstPort;
        environment();
        files();
        network();
        process();
        resources();
        texts();
    }

    /** Returns the names of the options that sets are made of. */
    List<String> names() {
        return List.copyOf(options.keySet());
    }

    /** Returns the options of a container, as words. */
    public List<String> next() {
        List<String> names = new ArrayList<>(options.keySet());
        Collections.shuffle(names, random);
        List<String> words = new ArrayList<>();
        names.subList(0, 1 + random.nextInt(MOST)).forEach(name -> words.addAll(of(name)));
        return words;
    }

    private List<String> of(String name) {
        return options.get(name).apply(name);
    }

    private void environment() {
        options.put("--env", name -> times(1, 3, () -> List.of(name, "V" + number(9) + "=" + text())));
        options.put("-e", name -> List.of(name, "V" + number(9) + "=" + text()));
        options.put("--env-file", name -> List.of(name, "set.env"));
        options.put("--workdir", name -> List.of(name, any("/tmp", "/seed", "/")));
        options.put("--user", name -> List.of(name, any("1000", "0:0", "1000:2000", "65534:65534")));
        options.put("--group-add", name -> List.of(name, any("3000", "4000")));
        options.put("--entrypoint", name -> List.of(name, any("sleep", "[\"sleep\"]", "/bin/sleep")));
        options.put("--tz", name -> List.of(name, any("UTC")));
    }

    private void files() {
        options.put("--volume", name -> List.of(name, any("data:/data", "$PWD/www:/www:ro", "./www:/pages", "/kept")));
        options.put(
                "--mount",
                name -> List.of(
                        name,
                        any(
                                "type=volume,source=more,target=/more",
                                "type=bind,source=$PWD/www,destination=/bound,ro",
                                "type=bind,src=./www,dst=/bound,readonly",
                                "type=tmpfs,destination=/quick,tmpfs-size=1048576")));
        options.put("--tmpfs", name -> List.of(name, any("/scratch", "/scratch:size=2m", "/run/lock:rw,noexec")));
        options.put("--read-only", name -> List.of(any(name, name + "=true")));
        options.put(
                "--device",
                name -> List.of(name, any("/dev/null", "/dev/fuse:/dev/fuse", "/dev/zero:/dev/other", "/dev/fuse:r")));
        options.put("--shm-size", name -> List.of(name, any("32m", "67108864", "1g")));
    }

    private void network() {
        options.put("--publish", name -> List.of(name, port() + ":" + any("80", "8080/tcp", "53/udp")));
        options.put("-p", name -> List.of(name, "127.0.0.1:" + port() + ":" + any("90", "9090")));
        options.put("--expose", name -> List.of(name, any("7000", "7001/tcp")));
        options.put("--network", name -> List.of(name, any("front", "back")));
        options.put("--add-host", name -> List.of(name, any("elsewhere:10.1.2.3", "there:10.9.8.7")));
        options.put("--dns", name -> List.of(name, any("10.0.0.10", "192.0.2.1")));
        options.put("--dns-search", name -> List.of(name, "example.org"));
        options.put("--dns-option", name -> List.of(name, any("ndots:2", "timeout:1")));
        options.put("--hostname", name -> List.of(name, any("box", "box-2")));
    }

    private void process() {
        options.put("--cap-add", name -> List.of(name, any("NET_ADMIN", "SYS_TIME", "cap_sys_nice", "ALL")));
        options.put("--cap-drop", name -> List.of(name, any("CHOWN", "NET_RAW", "MKNOD")));
        options.put("--privileged", name -> List.of(any(name, name + "=false")));
        options.put("--security-opt", name -> List.of(name, any("no-new-privileges", "seccomp=unconfined")));
        options.put("--init", name -> List.of(any(name, name + "=true")));
        options.put("--interactive", name -> List.of(any(name, "-i")));
        options.put("--tty", name -> List.of(any(name, "-t")));
        options.put("--stop-signal", name -> List.of(name, any("SIGINT", "SIGQUIT")));
        options.put("--stop-timeout", name -> List.of(name, String.valueOf(1 + number(40))));
        options.put("--restart", name -> List.of(name, any("always", "unless-stopped", "on-failure")));
        options.put("--sysctl", name -> List.of(name, any("net.ipv4.ip_forward=1", "net.ipv4.ip_default_ttl=77")));
        options.put("--pid", name -> List.of(name, any("host", "private")));
        options.put("--ipc", name -> List.of(name, any("private", "host")));
        options.put("--health-cmd", name -> List.of(name, any("true", "test -d /tmp", "[\"CMD\", \"true\"]")));
    }

    private void resources() {
        options.put("--memory", name -> List.of(name, any("64m", "1g", "134217728")));
        options.put("--memory-reservation", name -> List.of(name, any("16m", "32m")));
        options.put("--cpus", name -> List.of(name, any("0.5", "1", "1.25")));
        options.put("--cpu-shares", name -> List.of(name, any("512", "2048")));
        options.put("--pids-limit", name -> List.of(name, any("50", "200")));
        options.put("--ulimit", name -> List.of(name, any("nofile=512:1024", "core=0", "nproc=400")));
        options.put("--oom-score-adj", name -> List.of(name, any("100", "500")));
    }

    private void texts() {
        options.put("--label", name -> times(1, 2, () -> List.of(name, "org.example.l" + number(9) + "=" + text())));
        options.put("--annotation", name -> List.of(name, "org.example/a" + number(9) + "=" + text()));
        options.put("--platform", name -> List.of(name, "linux/amd64"));
        options.put("--pull", name -> List.of(name, any("never", "missing")));
        options.put("--log-driver", name -> List.of(name, "json-file"));
    }

    private List<String> times(int least, int most, Supplier<List<String>> one) {
        List<String> all = new ArrayList<>();
        for (int i = least + random.nextInt(most - least + 1); i > 0; i--) {
            all.addAll(one.get());
        }
        return all;
    }

    private String any(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private int number(int below) {
        return random.nextInt(below);
    }

    private String port() {
        return String.valueOf(firstPort + ports++);
    }

    private String text() {
        return any(
                "plain",
                "two words",
                "it's",
                "a\"b",
                "a=b=c",
                "$HOME",
                "${X:-y}",
                "",
                "ä€",
                "*",
                "\\n",
                "#x",
                "true",
                "1.10");
    }
}
