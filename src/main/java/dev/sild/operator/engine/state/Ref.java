package dev.sild.operator.engine.state;

/** Which object: its kind, namespace and name. */
public record Ref(ChildKind kind, String namespace, String name) {
    /** Returns kind and name as people and kubectl write them, such as {@code Deployment/shop-api}. */
    @Override
    public String toString() {
        return kind.kind() + "/" + name;
    }
}
