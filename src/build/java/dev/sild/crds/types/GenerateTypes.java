package dev.sild.crds.types;

import dev.sild.crds.CrdSources;
import io.fabric8.java.generator.CRGeneratorRunner;
import io.fabric8.java.generator.Config;
import io.fabric8.java.generator.nodes.AbstractJSONSchema2Pojo;
import io.fabric8.java.generator.nodes.GeneratorResult.ClassResult;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes the Java classes of the custom resources: {@code GenerateTypes <sources> <folder of interfaces> <target
 * folder>}.
 */
public final class GenerateTypes {
    private static final String PACKAGE = "dev.sild";

    private final CrdSources sources;
    private final Interfaces interfaces;
    private final Path target;

    private GenerateTypes(CrdSources sources, Interfaces interfaces, Path target) {
        this.sources = sources;
        this.interfaces = interfaces;
        this.target = target;
    }

    public static void main(String[] arguments) throws IOException {
        new GenerateTypes(
                        new CrdSources(Path.of(arguments[0])),
                        new Interfaces(Path.of(arguments[1])),
                        Path.of(arguments[2]))
                .run();
    }

    private void run() throws IOException {
        SharedTypes shared = new SharedTypes(sources.assembler());
        for (Map<String, Object> definition : sources.definitions().values()) {
            visit(definition, shared);
        }
        Config config =
                Config.builder().existingJavaTypes(shared.replacements()).build();
        for (Map.Entry<String, Schema> type : shared.schemas().entrySet()) {
            JSONSchemaProps schema = convert(type.getValue().content(), JSONSchemaProps.class);
            write(AbstractJSONSchema2Pojo.fromJsonSchema(type.getKey(), schema, SharedTypes.PACKAGE, config)
                    .generateJava()
                    .getTopLevelClasses());
        }
        CRGeneratorRunner generator = new CRGeneratorRunner(config);
        for (Map<String, Object> definition : sources.definitions().values()) {
            for (var version : generator.generate(convert(definition, CustomResourceDefinition.class), PACKAGE)) {
                write(version.getClassResults());
            }
        }
    }

    /** The classes of spec and status are not replaced, only what is below. */
    private static void visit(Map<String, Object> definition, SharedTypes shared) {
        CustomResourceDefinition crd = convert(definition, CustomResourceDefinition.class);
        List<?> versions = (List<?>) Schema.cast(definition.get("spec")).get("versions");
        for (int i = 0; i < versions.size(); i++) {
            CustomResourceDefinitionVersion version =
                    crd.getSpec().getVersions().get(i);
            Map<String, Object> schema =
                    Schema.cast(Schema.cast(versions.get(i)).get("schema"));
            Schema root = new Schema(Schema.cast(schema.get("openAPIV3Schema")));
            for (String part : root.properties().keySet()) {
                String className = crd.getSpec().getNames().getKind() + SharedTypes.className(part);
                shared.visit(root.property(part), PACKAGE + "." + version.getName(), className);
            }
        }
    }

    private static <T> T convert(Map<String, Object> tree, Class<T> type) {
        return new KubernetesSerialization().convertValue(tree, type);
    }

    private void write(List<ClassResult> classes) throws IOException {
        for (ClassResult type : classes) {
            String packageName = type.getPackageDeclaration().orElseThrow().getNameAsString();
            Path folder = Files.createDirectories(target.resolve(packageName.replace('.', '/')));
            Files.writeString(folder.resolve(type.getName() + ".java"), interfaces.addTo(type.getJavaSource()) + "\n");
        }
    }
}
