package dev.sild.operator.engine.observe;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.impl.KubernetesClientImpl;
import java.util.List;

/**
 * A client whose lists and watches transfer the metadata of objects alone.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#metadata-only-fetches">Metadata-only
 *     fetches</a>
 */
final class MetadataClient {
    private static final String LIST = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
    private static final String WATCH = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";

    private MetadataClient() {}

    /** Returns one that shares the connections of another, and is closed with it. */
    static KubernetesClient of(KubernetesClient client) {
        ObjectMapper mapper = new ObjectMapper();
        // Unlike a list of whole objects, one of metadata has null for no items.
        mapper.configOverride(List.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
        return new KubernetesClientImpl(
                client.getHttpClient()
                        .newBuilder()
                        .addOrReplaceInterceptor("metadata", new MetadataOnly())
                        .build(),
                client.getConfiguration(),
                () -> Runnable::run,
                UntypedClient.serialization(mapper));
    }

    private static final class MetadataOnly implements Interceptor {
        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            String query = request.uri().getQuery();
            builder.setHeader("Accept", query != null && query.contains("watch=true") ? WATCH : LIST);
        }
    }
}
