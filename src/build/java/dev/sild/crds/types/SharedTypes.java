package dev.sild.crds.types;

import dev.sild.crds.Assembler;
import dev.sild.crds.CrdSourceException;
import io.fabric8.java.generator.nodes.AbstractJSONSchema2Pojo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the classes that java-generator would make again at each use of a fragment, and the one class to use instead:
 * the fragment's own, or an existing one that the fragment names.
 */
final class SharedTypes {
    static final String PACKAGE = "dev.sild.v1alpha1.shared";

    private final Assembler assembler;
    private final SortedMap<String, String> replacements = new TreeMap<>();
    private final SortedMap<String, String> fragments = new TreeMap<>();
    private final SortedMap<String, Schema> schemas = new TreeMap<>();

    SharedTypes(Assembler assembler) {
        this.assembler = assembler;
    }

    /** The class to use in place of each that java-generator would make. */
    Map<String, String> replacements() {
        return replacements;
    }

    /** The schemas of the classes in {@link #PACKAGE}, by simple name. */
    SortedMap<String, Schema> schemas() {
        return schemas;
    }

    /** Visits what is below a schema, whose own class is made in any case. */
    void visit(Schema schema, String packageName, String className) {
        String below = packageName + "." + AbstractJSONSchema2Pojo.packageName(className);
        schema.properties().keySet().forEach(name -> visitProperty(schema.property(name), below, className(name)));
    }

    private void visitProperty(Schema schema, String packageName, String className) {
        List<Schema> chain = schema.toElement();
        Collections.reverse(chain);
        Schema element = chain.get(0);
        if (!element.isClass()) {
            return;
        }
        List<String> origins = new ArrayList<>();
        chain.forEach(part -> origins.addAll(assembler.origins(part.content())));
        for (String fragment : origins) {
            String replacement = replacement(element, fragment);
            if (replacement != null) {
                replacements.put(packageName + "." + className, replacement);
                return;
            }
        }
        visit(element, packageName, className);
    }

    private String replacement(Schema element, String fragment) {
        if (assembler.javaType(fragment) != null) {
            return assembler.javaType(fragment);
        }
        List<Schema> chain = new Schema(assembler.fragment(fragment)).toElement();
        Schema shared = chain.get(chain.size() - 1);
        if (!element.fits(shared)) {
            return null;
        }
        String className = className(fragment.substring(fragment.indexOf('.') + 1));
        String former = fragments.put(className, fragment);
        if (former == null) {
            schemas.put(className, shared);
            visit(shared, PACKAGE, className);
        } else if (!former.equals(fragment)) {
            throw new CrdSourceException("two fragments have the class " + className + ": " + former + ", " + fragment);
        }
        return PACKAGE + "." + className;
    }

    static String className(String property) {
        return AbstractJSONSchema2Pojo.sanitizeString(
                Character.toUpperCase(property.charAt(0)) + property.substring(1));
    }
}
