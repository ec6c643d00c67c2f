package dev.sild.play;

import dev.sild.kubernetes.objects.ObjectTree;
import dev.sild.play.podman.Podman;
import dev.sild.play.podman.PodmanException;
import dev.sild.play.state.LiveReader;
import dev.sild.play.state.PlayLabels;
import dev.sild.yaml.YamlWriter;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The Secrets of a project as podman keeps them: each as the manifest that it is. Whether one has changed is determined
 * from its content; no hash of it is stored, because a weak secret can be guessed from its hash.
 */
public final class Secrets {
    private final Podman podman;
    private final String project;

    public Secrets(Podman podman, String project) {
        this.podman = podman;
        this.project = project;
    }

    /** Returns the manifest that podman keeps under a name, if it keeps one of the project's. */
    public Optional<String> manifest(String name) throws PodmanException, InterruptedException {
        Podman.Answer answer = podman.run("secret", "inspect", "--showsecret", "--", name);
        boolean ours =
                answer.isGood() && LiveReader.secrets(answer.out(), project).containsKey(name);
        return ours ? LiveReader.content(answer.out()) : Optional.empty();
    }

    /** Returns the names of those that podman has not, or has in another form. */
    Set<String> changed(List<Secret> secrets) throws PodmanException, InterruptedException {
        Set<String> changed = new HashSet<>();
        for (Secret secret : secrets) {
            String name = secret.getMetadata().getName();
            if (!manifest(name).equals(Optional.of(manifest(secret)))) {
                changed.add(name);
            }
        }
        return changed;
    }

    /** Writes one, in the place of the project's own of that name. */
    void write(Secret secret, boolean kept, boolean there) throws PodmanException, InterruptedException {
        String name = secret.getMetadata().getName();
        if (there) {
            podman.need(List.of("secret", "rm", "--", name), "");
        }
        podman.need(
                List.of(
                        "secret",
                        "create",
                        "--label",
                        PlayLabels.PROJECT + "=" + project,
                        "--label",
                        PlayLabels.KIND + "=" + (kept ? PlayLabels.DATA : PlayLabels.COPY),
                        "--",
                        name,
                        "-"),
                manifest(secret));
    }

    private static String manifest(Secret secret) {
        return YamlWriter.write(List.of(ObjectTree.of(secret)));
    }
}
