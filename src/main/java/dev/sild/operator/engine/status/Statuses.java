package dev.sild.operator.engine.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sild.operator.engine.observe.Cluster;
import dev.sild.operator.engine.state.Owner;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.math.BigInteger;
import java.util.Map;

/** The statuses of one kind of stack: written only where they say something new. */
public final class Statuses {
    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private final Cluster cluster;
    private final ResourceDefinitionContext kind;

    public Statuses(Cluster cluster, Class<? extends CustomResource<?, ?>> type) {
        this.cluster = cluster;
        this.kind = ResourceDefinitionContext.fromResourceType(type);
    }

    /** Returns the status a stack has now: as it was last written, unless the stack that was given is newer. */
    public Map<?, ?> last(CustomResource<?, ?> resource, StackMemory memory) {
        BigInteger version = new BigInteger(resource.getMetadata().getResourceVersion());
        return memory.said()
                .filter(said -> version.compareTo(new BigInteger(said.resourceVersion())) < 0)
                .<Map<?, ?>>map(StackMemory.Said::status)
                .orElseGet(
                        () -> resource.getStatus() == null ? Map.of() : JSON.convertValue(resource.getStatus(), TREE));
    }

    /** Writes a status where it is another than the last. */
    public void write(Owner owner, Map<String, Object> status, Map<?, ?> last, StackMemory memory) {
        if (!text(status).equals(text(last))) {
            GenericKubernetesResource after = cluster.applyStatus(owner, kind, status);
            memory.say(new StackMemory.Said(after.getMetadata().getResourceVersion(), status));
        }
    }

    private static String text(Map<?, ?> status) {
        try {
            return JSON.writeValueAsString(status);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a status contains only JSON values", e);
        }
    }
}
