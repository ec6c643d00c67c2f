package dev.sild.compose.load.tree;

import dev.sild.yaml.Dialect;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Node.ScalarNode.Kind;

/**
 * YAML as compose reads it: go-yaml v3's types, strings for keys, and the tags {@code !reset} and {@code !override}.
 */
public final class ComposeDialect implements Dialect {
    private static final String RESET = "!reset";
    private static final String OVERRIDE = "!override";

    @Override
    public ScalarNode scalar(String tag, String value, boolean plain, Position position) {
        return ComposeScalars.resolve(tag.equals(OVERRIDE) ? "" : tag, value, plain, position);
    }

    @Override
    public boolean isKey(Kind kind) {
        return kind == Kind.STRING;
    }

    @Override
    public boolean resets(String tag) {
        return tag.equals(RESET) || tag.equals(OVERRIDE);
    }

    @Override
    public boolean forgets(String tag) {
        return tag.equals(RESET);
    }
}
