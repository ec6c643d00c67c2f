package dev.sild.conversion;

import dev.sild.model.Origin;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Secrets that options name and no conversion creates: credentials of a registry, and certificates. */
final class RequiredSecrets {
    private RequiredSecrets() {}

    /** Returns a finding for each of them that {@code objects} refer to. */
    static List<Finding> of(List<HasMetadata> objects) {
        Set<Finding> findings = new LinkedHashSet<>();
        for (HasMetadata object : objects) {
            String namespace = object.getMetadata().getNamespace();
            String options = namespace == null ? "" : " -n " + namespace;
            podSpec(object).map(PodSpec::getImagePullSecrets).orElse(List.of()).stream()
                    .map(LocalObjectReference::getName)
                    .forEach(name -> findings.add(toCreate(
                            name,
                            "credentials for the registry",
                            "docker-registry " + name + options
                                    + " --docker-server=REGISTRY --docker-username=USER --docker-password=PASSWORD")));
            certificates(object)
                    .forEach(name -> findings.add(toCreate(
                            name,
                            "the certificate and key of the ingress",
                            "tls " + name + options + " --cert=FILE --key=FILE")));
        }
        return List.copyOf(findings);
    }

    private static Finding toCreate(String name, String content, String command) {
        return new Finding(
                Code.SECRET_TO_CREATE,
                Origin.NONE,
                "the Secret '" + name + "' must exist, with " + content,
                "create it if it does not exist yet",
                "kubectl create secret " + command);
    }

    private static Optional<PodSpec> podSpec(HasMetadata object) {
        if (object instanceof Deployment deployment) {
            return Optional.of(deployment.getSpec().getTemplate().getSpec());
        }
        if (object instanceof StatefulSet set) {
            return Optional.of(set.getSpec().getTemplate().getSpec());
        }
        if (object instanceof DaemonSet set) {
            return Optional.of(set.getSpec().getTemplate().getSpec());
        }
        if (object instanceof CronJob cronJob) {
            return Optional.of(
                    cronJob.getSpec().getJobTemplate().getSpec().getTemplate().getSpec());
        }
        return object instanceof Job job
                ? Optional.of(job.getSpec().getTemplate().getSpec())
                : Optional.empty();
    }

    private static Stream<String> certificates(HasMetadata object) {
        return object instanceof Ingress ingress
                ? ingress.getSpec().getTls().stream()
                        .map(IngressTLS::getSecretName)
                        .filter(name -> name != null)
                : Stream.empty();
    }
}
