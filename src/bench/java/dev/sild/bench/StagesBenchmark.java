package dev.sild.bench;

import dev.sild.compose.ComposeProject;
import dev.sild.compose.load.LoadRequest;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.compose.translate.Translation;
import dev.sild.compose.translate.Translator;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.conversion.Conversion;
import dev.sild.kubernetes.Rendered;
import dev.sild.kubernetes.Renderer;
import dev.sild.kubernetes.objects.ObjectTree;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.kubernetes.objects.Target;
import dev.sild.limits.ScaledProject;
import dev.sild.report.InputException;
import dev.sild.yaml.KubernetesDialect;
import dev.sild.yaml.YamlDocument;
import dev.sild.yaml.YamlLimits;
import dev.sild.yaml.YamlReader;
import dev.sild.yaml.YamlWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The stages of a conversion, one by one, as a JVM does them that has done them before. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class StagesBenchmark {
    @Param({"100", "1000"})
    private int services;

    private Path folder;
    private String text;
    private ComposeProject project;
    private Translation translation;
    private Rendered rendered;
    private List<Map<String, Object>> trees;

    /** Prepares what each stage starts from. */
    @Setup
    public void prepare() throws IOException, InputException {
        folder = Files.createTempDirectory("stages");
        ScaledProject.VOLUMES.write(folder, services);
        text = Files.readString(folder.resolve("compose.yaml"));
        project = load();
        translation = translate();
        rendered = render();
        trees = rendered.objects().stream().map(ObjectTree::of).toList();
    }

    @Benchmark
    public List<YamlDocument> read() throws InputException {
        return YamlReader.read(text, "compose.yaml", new KubernetesDialect(), YamlLimits.DEFAULT);
    }

    /** Reads, interpolates, merges and validates. */
    @Benchmark
    public ComposeProject load() throws InputException {
        return ProjectLoader.load(LoadRequest.of(folder));
    }

    @Benchmark
    public Translation translate() {
        return Translator.translate(
                project, TranslateOptions.builder().build(), Conversion.mounted(project, folder, List.of()));
    }

    @Benchmark
    public Rendered render() {
        return Renderer.render(
                translation.application(), new RenderOptions(Target.KUBERNETES, Optional.empty(), false, false));
    }

    @Benchmark
    public List<Map<String, Object>> trees() {
        return rendered.objects().stream().map(ObjectTree::of).toList();
    }

    @Benchmark
    public String write() {
        return YamlWriter.write(trees);
    }
}
