package dev.sild.v1alpha1.shared;

import java.util.List;
import java.util.Map;

/** The pods of a program. */
public interface ProgramSpec extends ContainerSpec {
    List<Env> getEnv();

    List<SecretEnv> getSecretEnv();

    Enum<?> getPodSecurity();

    PlacementSpec getPlacement();

    Map<String, String> getLabels();

    Map<String, String> getAnnotations();
}
