package dev.sild.kubernetes.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeResourceRequirements;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObjectTreeTest {
    @Test
    void emptyObjectsStayAndEmptyListsAndMapsGo() {
        Volume volume = new Volume();
        volume.setName("scratch");
        volume.setEmptyDir(new EmptyDirVolumeSource());
        PodSpec spec = new PodSpec();
        spec.setVolumes(List.of(volume));
        spec.setContainers(List.of());
        spec.setNodeSelector(Map.of());

        assertThat(ObjectTree.of(spec))
                .isEqualTo(Map.of("volumes", List.of(Map.of("name", "scratch", "emptyDir", Map.of()))));
    }

    @Test
    void quantitiesAndNumbersOrNamesAreScalars() {
        VolumeResourceRequirements resources = new VolumeResourceRequirements();
        resources.setRequests(Map.of("storage", new Quantity("1Gi")));
        ServicePort port = new ServicePort();
        port.setTargetPort(new IntOrString(80));

        assertThat(ObjectTree.of(resources)).isEqualTo(Map.of("requests", Map.of("storage", "1Gi")));
        assertThat(ObjectTree.of(port)).isEqualTo(Map.of("targetPort", 80));
    }

    @Test
    void keysComeInAFixedOrderAndThoseOfTheUserInTheirs() {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setName("files");
        ConfigMap map = new ConfigMap();
        Map<String, String> data = new LinkedHashMap<>();
        data.put("z", "1");
        data.put("a", "2");
        map.setData(data);
        map.setMetadata(metadata);

        Map<String, Object> tree = ObjectTree.of(map);

        assertThat(tree.keySet()).containsExactly("apiVersion", "kind", "metadata", "data");
        assertThat(((Map<?, ?>) tree.get("data")).keySet().stream().map(String::valueOf))
                .containsExactly("z", "a");
    }
}
