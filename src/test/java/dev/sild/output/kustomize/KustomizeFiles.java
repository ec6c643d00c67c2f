package dev.sild.output.kustomize;

import dev.sild.Tree;
import dev.sild.output.layout.LayoutFile;
import dev.sild.output.layout.Manifests;
import dev.sild.output.layout.SecretsMode;
import dev.sild.output.layout.SecretsPlace;
import dev.sild.output.trace.Traces;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The files of a base and its components for objects, and objects to make them of. */
record KustomizeFiles(List<LayoutFile> files) {
    static KustomizeFiles of(List<HasMetadata> base, Map<String, List<HasMetadata>> profiles) {
        return new KustomizeFiles(KustomizeLayout.of(
                new Manifests("shop", base, List.of(), profiles, Traces.NONE),
                new SecretsPlace(SecretsMode.SEPARATE),
                new ArrayList<>()));
    }

    String text(String name) {
        return files.stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow()
                .text();
    }

    /** Whether the generator of the ConfigMap {@code web-conf} puts a hash after its name. */
    boolean isHashed(String folder) {
        Map<String, Object> generator = Tree.list(
                        Tree.documents(text(folder + "/kustomization.yaml")).get(0), "configMapGenerator")
                .get(0);
        return Tree.at(generator, "options", "disableNameSuffixHash") == null;
    }

    static HasMetadata configMap(String content) {
        return new ConfigMapBuilder()
                .withMetadata(named("web-conf"))
                .addToData("web.conf", content)
                .build();
    }

    /** A Deployment that mounts {@code web-conf}, or does not, with a command. */
    static HasMetadata deployment(String name, boolean mounts, String... command) {
        return new DeploymentBuilder()
                .withMetadata(named(name))
                .withNewSpec()
                .withTemplate(template(mounts, command))
                .endSpec()
                .build();
    }

    static HasMetadata job() {
        return new JobBuilder()
                .withMetadata(named("migrate"))
                .withNewSpec()
                .withTemplate(template(true))
                .endSpec()
                .build();
    }

    static ObjectMeta named(String name) {
        return new ObjectMetaBuilder().withName(name).build();
    }

    private static PodTemplateSpec template(boolean mounts, String... command) {
        PodTemplateSpecBuilder template = new PodTemplateSpecBuilder()
                .withNewSpec()
                .addNewContainer()
                .withName("web-conf")
                .withImage("example/web:1")
                .withCommand(command)
                .endContainer()
                .endSpec();
        return (mounts
                        ? template.editSpec()
                                .addNewVolume()
                                .withName("web-conf")
                                .withNewConfigMap()
                                .withName("web-conf")
                                .endConfigMap()
                                .endVolume()
                                .endSpec()
                        : template)
                .build();
    }
}
