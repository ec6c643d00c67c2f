package dev.sild.v1alpha1.shared;

/** The memory and persistence settings of Redis. */
public interface RedisSpec {
    String getMaxMemory();

    Enum<?> getMaxMemoryPolicy();

    Enum<?> getPersistence();
}
