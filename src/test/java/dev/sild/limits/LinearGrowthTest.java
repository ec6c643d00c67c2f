package dev.sild.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sild.cli.CommandRun;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a service costs does not depend on how many others the project has. Counted in bytes that are allocated, which
 * are the same on every machine; what is allocated per service and per pair of services differs by much.
 */
class LinearGrowthTest {
    private static final int FEW = 200;
    private static final int MANY = 1_600;
    private static final double GROWTH = 1.1;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void eachServiceCostsTheSameAmongMany(ScaledProject project) throws Exception {
        // The first run loads classes and tables.
        allocated(project, FEW);
        long few = allocated(project, FEW);
        long many = allocated(project, MANY);

        assertThat((double) many / MANY).as("bytes a service").isLessThan(GROWTH * few / FEW);
    }

    @Test
    void aFileThatAllMountIsReadOnce() throws Exception {
        allocated(ScaledProject.PORTS, FEW);
        allocated(ScaledProject.ONE_FILE, FEW);
        long without = allocated(ScaledProject.PORTS, FEW);
        long with = allocated(ScaledProject.ONE_FILE, FEW);
        long file = Files.size(folder.resolve(ScaledProject.ONE_FILE + "-" + FEW + "/one.conf"));

        assertThat((with - without) / FEW).as("more bytes a service").isLessThan(file);
    }

    private long allocated(ScaledProject project, int services) throws Exception {
        Path input = folder.resolve(project + "-" + services);
        project.write(input, services);
        Map<Long, Long> before = allocatedByThread();
        CommandRun run = CommandRun.of(input, "", "convert", "-q", "-o", "out.yaml");
        Map<Long, Long> after = allocatedByThread();
        assertThat(run.code()).as(run.err()).isZero();
        return after.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                .sum();
    }

    /** Large projects are rendered by several threads. */
    private static Map<Long, Long> allocatedByThread() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Map<Long, Long> allocated = new HashMap<>();
        for (long thread : threads.getAllThreadIds()) {
            allocated.put(thread, threads.getThreadAllocatedBytes(thread));
        }
        return allocated;
    }
}
