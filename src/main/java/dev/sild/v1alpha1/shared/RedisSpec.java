package dev.sild.v1alpha1.shared;

/** What Redis is told of its memory and its disk. */
public interface RedisSpec {
    String getMaxMemory();

    Enum<?> getMaxMemoryPolicy();

    Enum<?> getPersistence();
}
