package dev.sild.crds;

import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** YAML as trees of maps, lists and values, and as text. */
final class Yaml {
    private static final int WIDTH = 120;
    private static final int LONG_TEXT = 60;

    private Yaml() {}

    static Map<String, Object> read(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return map(new org.yaml.snakeyaml.Yaml(options).load(text));
    }

    static String write(Map<String, Object> tree) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(WIDTH);
        options.setLineBreak(DumperOptions.LineBreak.UNIX);
        return new org.yaml.snakeyaml.Yaml(new Style(options), options).dump(tree);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object node) {
        return (List<Object>) node;
    }

    /** Folds long texts, and writes lists of plain values on one line. */
    private static final class Style extends Representer {
        Style(DumperOptions options) {
            super(options);
        }

        @Override
        protected Node representSequence(Tag tag, Iterable<?> items, DumperOptions.FlowStyle style) {
            boolean isPlain = true;
            for (Object item : items) {
                isPlain &= !(item instanceof Map<?, ?> || item instanceof List<?>);
            }
            return super.representSequence(tag, items, isPlain ? DumperOptions.FlowStyle.FLOW : style);
        }

        @Override
        protected Node representScalar(Tag tag, String value, DumperOptions.ScalarStyle style) {
            boolean isFolded = value.length() > LONG_TEXT && value.indexOf(' ') >= 0 && value.indexOf('\n') < 0;
            return super.representScalar(tag, value, isFolded ? DumperOptions.ScalarStyle.FOLDED : style);
        }
    }
}
