package dev.sild.operator.engine.observe;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Owner;
import dev.sild.operator.engine.state.OwnerMarks;
import dev.sild.operator.engine.state.Ref;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The few requests by which a stack's objects are read and written. All throw {@link KubernetesClientException} with
 * the API server's answer.
 */
public final class Cluster {
    /** What becomes of the objects that an object owns. */
    public enum Dependents {
        /** They go too, after it. */
        GO("Background"),
        /** They stay. */
        STAY("Orphan");

        private final String policy;

        Dependents(String policy) {
            this.policy = policy;
        }
    }

    /**
     * What an apply's metadata have where it is to make an object and change none: a version that no object has, for
     * which the API server asks of what is there only.
     */
    public static final Map<String, Object> ABSENT = Map.of("resourceVersion", "1");

    /** A namespace with more warnings than this has troubles beyond one stack. */
    private static final long WARNINGS = 500;

    private final KubernetesClient client;

    /** Creates an instance that uses a client, which the caller must close. */
    public Cluster(KubernetesClient client) {
        this.client = client;
    }

    /** Returns the object as it is now; nothing where it is not there. */
    public Optional<LiveObject> get(Ref ref) {
        return Optional.ofNullable(resource(ref).get()).map(found -> LiveObject.of(ref.kind(), found));
    }

    /** Returns the pods of a stack. */
    public List<Pod> pods(String namespace, String stack) {
        return client.pods()
                .inNamespace(namespace)
                .withLabel(Labels.PART_OF, stack)
                .withLabel(Labels.INSTANCE, stack)
                .list()
                .getItems();
    }

    /** Returns the warnings that are recorded in a namespace, of whatever object. */
    public List<Event> warnings(String namespace) {
        return client.v1()
                .events()
                .inNamespace(namespace)
                .list(new ListOptionsBuilder()
                        .withFieldSelector("type=Warning")
                        .withLimit(WARNINGS)
                        .build())
                .getItems();
    }

    /**
     * Creates or changes an object by server-side apply, and takes the fields that others have. With a uid or
     * resourceVersion among the metadata it fails with 409 where another object is there, with a uid where none is.
     */
    public LiveObject apply(Ref ref, Map<String, Object> tree, String manager) {
        return LiveObject.of(
                ref.kind(),
                client.genericKubernetesResources(ref.kind().context())
                        .inNamespace(ref.namespace())
                        .resource(object(tree))
                        .patch(serverSide(manager)));
    }

    /** Creates an object; fails with 409 where one of that name is there. */
    public LiveObject create(Ref ref, Map<String, Object> tree) {
        String answer = client.raw(collection(ref) + "?fieldManager=" + OwnerMarks.MANAGER, "POST", tree);
        return LiveObject.of(
                ref.kind(), client.getKubernetesSerialization().unmarshal(answer, GenericKubernetesResource.class));
    }

    /** Returns the pods of a Job. */
    public List<Pod> podsOfJob(Ref job) {
        return client.pods()
                .inNamespace(job.namespace())
                .withLabel("job-name", job.name())
                .list()
                .getItems();
    }

    /** Changes some fields of an object; with a resourceVersion among them only where the object is still that. */
    public LiveObject patch(Ref ref, Map<String, Object> fields) {
        PatchContext context = new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(OwnerMarks.MANAGER)
                .build();
        return LiveObject.of(
                ref.kind(),
                resource(ref).patch(context, client.getKubernetesSerialization().asJson(fields)));
    }

    /** Changes an object by the operations of a JSON patch, all or none. */
    public LiveObject edit(Ref ref, List<Map<String, Object>> operations) {
        PatchContext context = new PatchContext.Builder()
                .withPatchType(PatchType.JSON)
                .withFieldManager(OwnerMarks.MANAGER)
                .build();
        return LiveObject.of(
                ref.kind(),
                resource(ref).patch(context, client.getKubernetesSerialization().asJson(operations)));
    }

    /** Deletes an object if it is still the one that was seen; returns whether it was there. */
    public boolean delete(LiveObject live, Dependents dependents) {
        DeleteOptions options = new DeleteOptionsBuilder()
                .withPropagationPolicy(dependents.policy)
                .withNewPreconditions()
                .withUid(live.uid())
                .endPreconditions()
                .build();
        try {
            return client.raw(collection(live.ref()) + "/" + live.ref().name(), "DELETE", options) != null;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND || e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    /** Returns the custom resource that has the name of {@code owner} now; null where there is none. */
    GenericKubernetesResource stack(Owner owner, ResourceDefinitionContext kind) {
        return client.genericKubernetesResources(kind)
                .inNamespace(owner.namespace())
                .withName(owner.name())
                .get();
    }

    /** Applies the status of a custom resource; fails with 404 or 409 where it is not there any more. */
    public GenericKubernetesResource applyStatus(
            Owner owner, ResourceDefinitionContext kind, Map<String, Object> status) {
        Map<String, Object> tree = Map.of(
                "apiVersion",
                owner.apiVersion(),
                "kind",
                owner.kind(),
                // Without the uid, a deleted stack would be re-created.
                "metadata",
                Map.of("name", owner.name(), "namespace", owner.namespace(), "uid", owner.uid()),
                "status",
                status);
        return client.genericKubernetesResources(kind)
                .inNamespace(owner.namespace())
                .resource(object(tree))
                .subresource("status")
                .patch(serverSide(OwnerMarks.MANAGER));
    }

    private static PatchContext serverSide(String manager) {
        return new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(manager)
                .withForce(true)
                .build();
    }

    private GenericKubernetesResource object(Map<String, Object> tree) {
        return client.getKubernetesSerialization().convertValue(tree, GenericKubernetesResource.class);
    }

    private Resource<GenericKubernetesResource> resource(Ref ref) {
        return client.genericKubernetesResources(ref.kind().context())
                .inNamespace(ref.namespace())
                .withName(ref.name());
    }

    private static String collection(Ref ref) {
        String root = ref.kind().group().isEmpty() ? "/api/" : "/apis/";
        return root + ref.kind().apiVersion() + "/namespaces/" + ref.namespace() + "/"
                + ref.kind().plural();
    }
}
