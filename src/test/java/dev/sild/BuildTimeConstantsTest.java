package dev.sild;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaMember;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The constants of the packages that the executable initializes when it is built. What such a constant learns of the
 * machine would be that of the machine of the build, in each run of each user.
 */
class BuildTimeConstantsTest {
    private static final Pattern PACKAGES = Pattern.compile("--initialize-at-build-time=(dev\\.sild[^<]*)");

    /** Methods whose answer depends on the machine, the user or the time. */
    private static final Set<String> OF_THE_MACHINE = Set.of(
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.lineSeparator",
            "java.lang.Boolean.getBoolean",
            "java.lang.Integer.getInteger",
            "java.lang.Runtime.getRuntime",
            "java.lang.ProcessHandle.current",
            "java.nio.file.Path.toAbsolutePath",
            "java.nio.file.Files.createTempFile",
            "java.nio.file.Files.createTempDirectory",
            "java.nio.file.FileSystems.getDefault",
            "java.nio.charset.Charset.defaultCharset",
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.Clock.systemDefaultZone",
            "java.time.ZoneId.systemDefault",
            "java.util.Locale.getDefault",
            "java.util.TimeZone.getDefault",
            "java.util.UUID.randomUUID",
            "java.util.Random.<init>",
            "java.security.SecureRandom.<init>",
            "java.util.concurrent.ThreadLocalRandom.current");

    @Test
    void knowNothingOfTheMachineThatBuilds() throws IOException {
        Set<String> found = new TreeSet<>();
        List<String> packages = packages();
        int initializers = 0;
        for (JavaClass type : OurClasses.ALL) {
            String name = type.getPackageName();
            boolean ofTheBuild = packages.stream().anyMatch(each -> (name + ".").startsWith(each + "."));
            if (ofTheBuild && type.getStaticInitializer().isPresent()) {
                initializers++;
                found.addAll(machineCallsOf(type.getStaticInitializer().get()));
            }
        }

        assertThat(initializers).as("initializers that were looked at").isPositive();
        assertThat(found).isEmpty();
    }

    /** The calls of {@link #OF_THE_MACHINE} that {@code initializer} makes, itself or by methods of ours. */
    private static Set<String> machineCallsOf(JavaCodeUnit initializer) {
        Set<String> found = new TreeSet<>();
        Set<JavaCodeUnit> seen = new HashSet<>(Set.of(initializer));
        Deque<JavaCodeUnit> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (JavaCodeUnitAccess<?> access : open.pop().getCallsFromSelf()) {
                String target = access.getTargetOwner().getFullName() + "." + access.getName();
                if (OF_THE_MACHINE.contains(target)) {
                    found.add(initializer.getOwner().getFullName() + " calls " + target + " in "
                            + access.getOwner().getFullName());
                }
                for (JavaMember member :
                        access.getTarget().resolveMember().stream().toList()) {
                    if (member instanceof JavaCodeUnit called
                            && called.getFullName().startsWith("dev.sild")
                            && seen.add(called)) {
                        open.push(called);
                    }
                }
            }
        }
        return found;
    }

    private static List<String> packages() throws IOException {
        Matcher packages = PACKAGES.matcher(Files.readString(Path.of("pom.xml")));
        assertThat(packages.find()).as("packages in pom.xml").isTrue();
        return List.of(packages.group(1).split(","));
    }
}
