package dev.sild.yaml;

import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Node.ScalarNode.Kind;

/** How a program reads what YAML leaves open: the types of scalars, which of them may be keys, and tags of its own. */
public interface Dialect {

    /**
     * Returns a scalar with its type.
     *
     * @param tag its tag, with the prefix {@code tag:yaml.org,2002:} written out; empty for none
     * @param value its characters
     * @param plain whether it is written without quotes
     */
    ScalarNode scalar(String tag, String value, boolean plain, Position position);

    /** Whether a scalar of this type may be a key. */
    boolean isKey(Kind kind);

    /** Whether a value with this tag puts aside what earlier documents say at its path. */
    boolean resets(String tag);

    /** Whether a value with this tag is left out itself. */
    boolean forgets(String tag);
}
