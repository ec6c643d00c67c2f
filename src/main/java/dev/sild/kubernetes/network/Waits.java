package dev.sild.kubernetes.network;

import dev.sild.kubernetes.objects.ImageNames;
import dev.sild.kubernetes.objects.TakenNames;
import dev.sild.kubernetes.objects.Target;
import dev.sild.model.Component;
import dev.sild.model.Text;
import dev.sild.model.Wait;
import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.ConfigMapProjection;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.DownwardAPIProjection;
import io.fabric8.kubernetes.api.model.DownwardAPIVolumeFile;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.ObjectFieldSelector;
import io.fabric8.kubernetes.api.model.ProjectedVolumeSource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.ServiceAccountTokenProjection;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The init containers that hold a pod back: until a port answers, a name has an address, or a Job is complete.
 * Components are rendered in an order in which each comes after those it waits for, since a Job's name is known only
 * when its template is.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/pods/init-containers/">Init Containers</a>
 */
public final class Waits {
    /**
     * Waits for each {@code host:port} among its arguments in turn, tries once a second, and logs which it waits for. A
     * small busybox knows no {@code -z}, but runs a program once it is connected.
     */
    public static final String UNTIL_ALL_ANSWER = "for a in \"$0\" \"$@\"; do echo \"waiting for $a\";"
            + " until nc -z -w 2 \"${a%:*}\" \"${a##*:}\" 2> /dev/null"
            + " || nc -w 2 \"${a%:*}\" \"${a##*:}\" -e true 2> /dev/null; do sleep 1; done; done";

    /**
     * The resolver of the C library is asked, which searches the cluster's domains; busybox' {@code nslookup} does so
     * in some versions only. Where there is no {@code getent}, busybox' {@code wget} says that it connects once it
     * knows where to; whether it gets there is all the same.
     */
    public static final String UNTIL_IT_HAS_AN_ADDRESS = "until getent hosts \"$0\""
            + " || wget -Y off -T 2 -O /dev/null \"http://$0:9/\" 2>&1 | grep '^Connecting to'; do sleep 1; done > /dev/null 2>&1";

    /** How long kubectl waits before it fails, which shows in the pod's status, and the kubelet starts it again. */
    private static final String TRY = "--timeout=5m";

    private static final String PREFIX = "wait-for-";
    private static final String TOKEN_VOLUME = "sild-wait-token";
    /** Where kubectl looks for its credentials in a pod. */
    private static final String TOKEN_FOLDER = "/var/run/secrets/kubernetes.io/serviceaccount";

    private static final long TOKEN_SECONDS = 3600;
    private static final long NOBODY = 65534;

    private final Map<String, String> jobs = new HashMap<>();

    /** Notes the name of the workload that a component became. */
    public void made(Component component, HasMetadata workload) {
        jobs.put(component.name(), workload.getMetadata().getName());
    }

    /** Returns the names of the Jobs that a component waits for. */
    public List<String> jobs(Component component) {
        return component.waits().stream()
                .filter(Wait.Completion.class::isInstance)
                .map(wait -> jobs.get(((Wait.Completion) wait).component()))
                .toList();
    }

    /** Whether a component's pods ask the API server. */
    public static boolean needsApi(Component component) {
        return component.waits().stream().anyMatch(Wait.Completion.class::isInstance);
    }

    /**
     * Returns the containers that wait, in order, each by a name that no other container of the pod has. One container
     * waits for all ports: a kubelet starts init containers one after the other, which takes about a second each.
     */
    public List<Container> containers(Component component, Target target) {
        TakenNames taken = new TakenNames(Stream.concat(component.inits().stream(), component.containers().stream())
                .map(dev.sild.model.Container::name)
                .collect(Collectors.toSet()));
        Map<Text, List<Wait.Answer>> answers = component.waits().stream()
                .filter(Wait.Answer.class::isInstance)
                .map(Wait.Answer.class::cast)
                .collect(Collectors.groupingBy(Wait.Answer::image));
        List<Container> containers = new ArrayList<>();
        for (Wait wait : component.waits()) {
            if (wait instanceof Wait.Answer answer) {
                // All of them wait where the first stands.
                List<Wait.Answer> all = answers.remove(answer.image());
                if (all != null) {
                    containers.add(answers(all, taken, target));
                }
            } else if (wait instanceof Wait.Address address) {
                containers.add(shell(
                        taken.take(PREFIX + address.host()),
                        address.image(),
                        target,
                        UNTIL_IT_HAS_AN_ADDRESS,
                        List.of(address.host())));
            } else {
                Wait.Completion completion = (Wait.Completion) wait;
                containers.add(completion(taken.take(PREFIX + completion.component()), completion));
            }
        }
        return containers;
    }

    private static Container answers(List<Wait.Answer> all, TakenNames taken, Target target) {
        String hosts = all.stream().map(Wait.Answer::host).distinct().collect(Collectors.joining("-"));
        List<String> addresses = all.stream()
                .map(answer -> answer.host() + ":" + answer.port())
                .distinct()
                .toList();
        return shell(taken.take(PREFIX + hosts), all.get(0).image(), target, UNTIL_ALL_ANSWER, addresses);
    }

    private static Container shell(String name, Text image, Target target, String script, List<String> arguments) {
        String reference = target == Target.PODMAN ? ImageNames.qualified(image.value()) : image.value();
        return plain(name, reference, "8Mi", "32Mi")
                .withCommand(Stream.concat(Stream.of("sh", "-c", script), arguments.stream())
                        .toList())
                .build();
    }

    private Container completion(String name, Wait.Completion completion) {
        VolumeMount token = new VolumeMount();
        token.setName(TOKEN_VOLUME);
        token.setMountPath(TOKEN_FOLDER);
        token.setReadOnly(true);
        return plain(name, completion.image().value(), "32Mi", "128Mi")
                .withCommand(
                        "kubectl", "wait", "--for=condition=complete", "job/" + jobs.get(completion.component()), TRY)
                // The pod's status shows kubectl's last message: the Job does not exist, or did not
                // complete in time.
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withVolumeMounts(token)
                .build();
    }

    /** As the Pod Security Standard {@code restricted} asks. */
    private static ContainerBuilder plain(String name, String image, String memory, String memoryLimit) {
        Capabilities none = new Capabilities();
        none.setDrop(List.of("ALL"));
        SeccompProfile seccomp = new SeccompProfile();
        seccomp.setType("RuntimeDefault");
        SecurityContext security = new SecurityContext();
        security.setRunAsUser(NOBODY);
        security.setRunAsGroup(NOBODY);
        security.setRunAsNonRoot(true);
        security.setReadOnlyRootFilesystem(true);
        security.setAllowPrivilegeEscalation(false);
        security.setCapabilities(none);
        security.setSeccompProfile(seccomp);
        ResourceRequirements resources = new ResourceRequirementsBuilder()
                .addToRequests("cpu", new Quantity("10m"))
                .addToRequests("memory", new Quantity(memory))
                .addToLimits("memory", new Quantity(memoryLimit))
                .build();
        return new ContainerBuilder()
                .withName(name)
                .withImage(image)
                .withSecurityContext(security)
                .withResources(resources);
    }

    /**
     * Returns the volume with the token for the API server, which only the waiting containers mount; empty if they do
     * not need it.
     *
     * @see <a href="https://kubernetes.io/docs/concepts/storage/projected-volumes/">Projected Volumes</a>
     */
    public List<Volume> volumes(Component component) {
        if (!needsApi(component)) {
            return List.of();
        }
        VolumeProjection token = new VolumeProjection();
        token.setServiceAccountToken(new ServiceAccountTokenProjection(null, TOKEN_SECONDS, "token"));
        VolumeProjection authority = new VolumeProjection();
        authority.setConfigMap(
                new ConfigMapProjection(List.of(new KeyToPath("ca.crt", null, "ca.crt")), "kube-root-ca.crt", null));
        DownwardAPIVolumeFile namespace = new DownwardAPIVolumeFile();
        namespace.setPath("namespace");
        namespace.setFieldRef(new ObjectFieldSelector(null, "metadata.namespace"));
        VolumeProjection own = new VolumeProjection();
        own.setDownwardAPI(new DownwardAPIProjection(List.of(namespace)));
        ProjectedVolumeSource source = new ProjectedVolumeSource();
        source.setSources(List.of(token, authority, own));
        Volume volume = new Volume();
        volume.setName(TOKEN_VOLUME);
        volume.setProjected(source);
        return List.of(volume);
    }
}
