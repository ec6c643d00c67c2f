package dev.sild;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between packages. A class that breaks one is named by the failure, with its line. */
class ArchitectureTest {

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final String OURS = "dev.sild..";
    /** A string that begins an action or a comment, or that quotes a word of a shell. */
    private static final Pattern COMPOSED = Pattern.compile("\"[^\"]*\\{\\{(?!\\.)|\"(\\\\n)?#[ !]|'\\\\\\\\''");

    private static final JavaClasses CLASSES = OurClasses.ALL;

    /** What each package may use of ours, beside itself. A package that is not named here has no place in the house. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("model", List.of()),
            Map.entry("units", List.of()),
            Map.entry("secrets", List.of()),
            Map.entry("syntax", List.of()),
            Map.entry("report", List.of("model", "secrets", "syntax")),
            Map.entry("images", List.of("model", "report", "units")),
            Map.entry("yaml", List.of("model", "report")),
            Map.entry("schema", List.of("model", "report", "yaml")),
            Map.entry("inputs", List.of("images", "model", "report", "yaml")),
            Map.entry("compose", List.of("model", "report", "images", "inputs", "secrets", "syntax", "yaml", "units")),
            Map.entry("kubernetes", List.of("model", "report", "secrets", "units")),
            Map.entry("patch", List.of("kubernetes", "report", "yaml")),
            Map.entry("conversion", List.of("compose", "kubernetes", "model", "patch", "report", "yaml")),
            Map.entry("quadlet", List.of("compose", "images", "model", "report", "secrets", "syntax", "units")),
            Map.entry("explain", List.of("compose", "conversion", "kubernetes", "model", "report", "syntax", "yaml")),
            Map.entry(
                    "check",
                    List.of("compose", "conversion", "images", "model", "report", "secrets", "syntax", "yaml")),
            Map.entry("graph", List.of("images", "model", "syntax")),
            Map.entry("pipeline", List.of("images", "model", "syntax", "yaml")),
            Map.entry("stacks", List.of("images", "kubernetes", "model", "programs", "report", "v1alpha1", "yaml")),
            Map.entry("stacks.shared", List.of("images", "kubernetes", "model")),
            Map.entry("v1alpha1", List.of()),
            Map.entry("programs", List.of("model", "stacks.shared")),
            Map.entry("adopt", List.of("compose", "images", "model", "programs", "report", "secrets", "units")),
            Map.entry("kinds", List.of("stacks", "v1alpha1")),
            Map.entry("output", List.of("images", "kubernetes", "model", "report", "secrets", "syntax", "yaml")),
            Map.entry("play", List.of("images", "kubernetes", "model", "report", "syntax", "yaml")),
            Map.entry("operator.engine", List.of("kubernetes", "model", "report", "stacks.shared")),
            Map.entry("operator", List.of("kinds", "kubernetes", "model", "report", "stacks.shared", "v1alpha1")),
            Map.entry("cli", List.of("""
                adopt check compose conversion explain graph images inputs kinds kubernetes model operator.engine \
                output patch pipeline play quadlet report schema secrets stacks.shared syntax units v1alpha1 yaml""".split(" "))));

    static Stream<String> packagesOfTheHouse() {
        return MAY_USE.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("packagesOfTheHouse")
    void aPackageUsesOnlyWhatItsArrowsAllow(String name) {
        String[] allowed = Stream.concat(Stream.of(name), MAY_USE.get(name).stream())
                .map(ArchitectureTest::tree)
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(tree(name))
                .should()
                .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(allowed))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyPackageHasAPlaceInTheHouse() throws IOException {
        try (Stream<Path> folders = Files.list(SOURCES.resolve("dev/sild"))) {
            assertThat(folders.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString()))
                    .isSubsetOf(MAY_USE.keySet());
        }
    }

    @Test
    void noPackagesUseEachOtherInACircle() {
        holds(slices().matching("dev.sild.(**)").should().beFreeOfCycles());
    }

    @Test
    void onlyTheCommandLineEndsTheProcess() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage(tree("cli"))
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class));
    }

    @Test
    void nobodyPrintsAStackTrace() {
        holds(noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "printStackTrace of any type", call -> call.getName().equals("printStackTrace"))));
    }

    @Test
    void onlyTheCommandLineWritesToTheStandardStreams() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage(tree("cli"))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err"));
    }

    @Test
    void onlyTheConsolePrintsLines() {
        holds(noClasses()
                .that()
                .resideInAPackage(tree("cli"))
                .and()
                .doNotHaveSimpleName("Console")
                .and()
                .doNotHaveSimpleName("PlayConsole")
                .and()
                .doNotHaveSimpleName("Commands")
                .and()
                .doNotHaveSimpleName("Follow")
                .should()
                .callMethod(java.io.PrintStream.class, "println", String.class)
                .orShould()
                .callMethod(java.io.PrintStream.class, "printf", String.class, Object[].class));
    }

    /** Text blocks are whole templates of Sild's own; a string beside something else would be put together with it. */
    @Test
    void noActionOfHelmAndNoCommentIsPutTogetherByHand() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES.resolve("dev/sild/output"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .flatMap(file -> lines(file)
                                    .filter(line -> COMPOSED.matcher(line).find())
                                    .map(line -> file.getFileName() + ": " + line.strip())))
                    .isEmpty();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readString(file)
                    .replaceAll("(?s)\"\"\".*?\"\"\"", "\"\"")
                    .lines();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void renderingReadsNoClockNoEnvironmentAndNoChance() {
        holds(noClasses()
                .that()
                .resideInAnyPackage(tree("kubernetes"), tree("model"), tree("programs"), tree("stacks"))
                .should()
                .callMethodWhere(isNamed("java.lang.System", "currentTimeMillis", "nanoTime", "getenv", "getProperty"))
                .orShould()
                .callMethodWhere(isNamed("java.lang.Math", "random"))
                .orShould()
                .callMethodWhere(isNamed("java.util.UUID", "randomUUID"))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.net..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(File|RandomAccessFile).*")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, Random.class)
                .orShould()
                .callMethodWhere(isNamed("java.time.Instant", "now"))
                .orShould()
                .callMethodWhere(isNamed("java.time.LocalDateTime", "now"))
                .orShould()
                .callMethodWhere(isNamed("java.time.ZonedDateTime", "now")));
    }

    @Test
    void onlyTheOperatorKnowsQuarkusAndTheOperatorSdk() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("dev.sild.operator")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..",
                        "io.javaoperatorsdk..",
                        "io.micrometer..",
                        "io.smallrye..",
                        "jakarta..",
                        "org.eclipse.microprofile..",
                        "org.jboss.."));
    }

    @Test
    void theEngineIsGivenItsClockAndItsRandomNumbers() {
        holds(noClasses()
                .that()
                .resideInAPackage(tree("operator.engine"))
                .should()
                .callMethodWhere(isNamed("java.lang.System", "currentTimeMillis", "nanoTime", "getenv", "getProperty"))
                .orShould()
                .callMethodWhere(isNamed("java.time.Instant", "now"))
                .orShould()
                .callMethodWhere(isNamed("java.time.Clock", "systemUTC", "systemDefaultZone"))
                .orShould()
                .callMethodWhere(isNamed("java.util.UUID", "randomUUID"))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Random.class, java.security.SecureRandom.class));
    }

    @Test
    void theModelKnowsNoLibrary() {
        holds(classes()
                .that()
                .resideInAPackage(tree("model"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", tree("model")));
    }

    @Test
    void everyPackageSaysWhatLivesThere() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .map(Path::getParent)
                            .distinct()
                            .filter(folder -> !Files.exists(folder.resolve("package-info.java"))))
                    .as("packages without a package-info.java")
                    .isEmpty();
        }
    }

    private static void holds(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    private static String tree(String name) {
        return "dev.sild." + name + "..";
    }

    private static DescribedPredicate<JavaMethodCall> isNamed(String owner, String... names) {
        return DescribedPredicate.describe(
                owner + "." + String.join("|", names),
                call -> call.getTargetOwner().getFullName().equals(owner)
                        && List.of(names).contains(call.getName()));
    }
}
