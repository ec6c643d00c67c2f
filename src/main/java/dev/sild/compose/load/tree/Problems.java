package dev.sild.compose.load.tree;

import dev.sild.compose.ComposeProject;
import dev.sild.compose.InputLimits;
import dev.sild.model.Origin;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.Finding.Severity;
import dev.sild.report.InputException;
import dev.sild.report.UnsetVariables;
import dev.sild.secrets.SecretNames;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Collects what is wrong with the input, and which variables it asks for, each thing once, until it is time to give up.
 */
public final class Problems {
    private static final int MAX_REASON = 600;

    private final List<Finding> all = new ArrayList<>();
    /** A finding is identified by its text, because the first hash of a record takes 10 ms in a short run. */
    private final Set<String> known = new HashSet<>();

    /** What was found in the values of variables that the project may not use, by their names. */
    private final Map<String, List<Finding>> ofValues = new LinkedHashMap<>();

    private final Map<String, ComposeProject.Variable> variables = new LinkedHashMap<>();
    private final Budget budget;
    private final boolean incomplete;
    private int errors;

    public Problems(InputLimits limits) {
        this(limits, false);
    }

    /** Makes one for a project that may lack variables and env files. */
    public Problems(InputLimits limits, boolean incomplete) {
        budget = new Budget(limits);
        this.incomplete = incomplete;
    }

    /** Whether the project may lack variables and env files. */
    public boolean isIncomplete() {
        return incomplete;
    }

    /** Returns what the project has used up of its limits. */
    public Budget budget() {
        return budget;
    }

    /** Adds an error of the input. */
    public void error(Position position, Place place, String reason, String remedy) {
        add(Code.INPUT_INVALID, position, place, reason, remedy);
    }

    /**
     * Warns of a variable that has no value; to set one with a secret, of an image's name, or that a path begins with,
     * is a task.
     */
    public void unset(String name, Position position, Place place, boolean ofPath) {
        add(unsetFinding(name, position, place, ofPath));
    }

    /** Returns what {@link #unset} adds. */
    public static Finding unsetFinding(String name, Position position, Place place, boolean ofPath) {
        boolean needed =
                ofPath || SecretNames.isSecret(name) || place.toString().endsWith(".image");
        return new Finding(
                Code.VARIABLE_UNSET,
                position.origin(place.toString()),
                shortened(UnsetVariables.reason(name)),
                UnsetVariables.remedy(name),
                needed ? UnsetVariables.set(name, ".env") : "");
    }

    /** Adds a finding about the value of a variable once it is known that the project uses it. */
    public void addIfUsed(String variable, Finding finding) {
        ofValues.computeIfAbsent(variable, first -> new ArrayList<>()).add(finding);
    }

    /**
     * Adds the findings about values of variables that the project uses.
     *
     * @param usedOtherwise whether it names a variable without a reference, as in {@code environment: [NAME]}
     */
    public void settle(Predicate<String> usedOtherwise) {
        ofValues.forEach((variable, findings) -> {
            if (variables.containsKey(variable) || usedOtherwise.test(variable)) {
                findings.forEach(this::add);
            }
        });
        ofValues.clear();
    }

    /** Returns the variables without a value that were reported so far. */
    public Set<String> unset() {
        return all.stream()
                .flatMap(finding -> UnsetVariables.name(finding).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Adds to what was reported of variables without a value which file has one.
     *
     * @param target the file that is to have them
     */
    public void lead(Function<String, Optional<UnsetVariables.Source>> sources, String target) {
        all.replaceAll(finding -> UnsetVariables.name(finding)
                .map(name -> sources.apply(name)
                        .map(source -> UnsetVariables.leadingTo(source, finding))
                        .orElseGet(() -> UnsetVariables.setIn(target, withDefault(name, finding))))
                .orElse(finding));
    }

    /** A secret is not copied from its default, which may be that of everyone. */
    private Finding withDefault(String name, Finding finding) {
        ComposeProject.Variable variable = variables.get(name);
        return variable == null || SecretNames.isSecret(name)
                ? finding
                : UnsetVariables.withDefault(variable.values(), finding);
    }

    /** Records a variable that the files refer to. */
    public void met(String name, String value, boolean inner, Position position, Place place) {
        ComposeProject.Variable known = variables.get(name);
        if (known == null) {
            variables.put(
                    name,
                    new ComposeProject.Variable(name, Set.of(value), inner, position.origin(place.toString()), false));
        } else if (!known.values().contains(value) || known.inner() && !inner) {
            Set<String> values = new LinkedHashSet<>(known.values());
            values.add(value);
            variables.put(
                    name,
                    new ComposeProject.Variable(
                            name, values, known.inner() && inner, known.origin(), known.demanded()));
        }
    }

    /** Records that a variable that was met must not be empty. */
    public void demanded(String name) {
        variables.computeIfPresent(name, (key, variable) -> variable.demanding());
    }

    /** Returns the variables that the files refer to, in the order of their first reference. */
    public List<ComposeProject.Variable> variables() {
        return List.copyOf(variables.values());
    }

    /** Adds a finding; the same finding twice is one. */
    public void add(Code code, Position position, Place place, String reason, String remedy) {
        add(new Finding(code, position.origin(place.toString()), shortened(reason), remedy));
    }

    /** Adds a finding; the same finding twice is one. */
    public void add(Finding finding) {
        Origin origin = finding.origin();
        if (known.add(origin.position() + '\n' + origin.path() + '\n' + finding.reason())) {
            all.add(finding);
            errors += finding.severity() == Severity.ERROR ? 1 : 0;
        }
    }

    /** Gives up where there was an error, with all errors found so far. */
    public void throwIfAny() throws InputException {
        if (errors == 0) {
            return;
        }
        List<Finding> found = new ArrayList<>();
        for (Finding finding : all) {
            if (finding.severity() == Severity.ERROR) {
                found.add(finding);
            }
        }
        throw new InputException(found);
    }

    /** Returns everything that was found, in order. */
    public List<Finding> all() {
        return new ArrayList<>(all);
    }

    /** Returns an exception for an error that leaves nothing to go on with. */
    public static InputException fatal(Code code, Position position, String path, String reason, String remedy) {
        return new InputException(new Finding(code, position.origin(path), shortened(reason), remedy));
    }

    /** A reason quotes the input, which may be a megabyte on one line. */
    private static String shortened(String reason) {
        return reason.length() <= MAX_REASON
                ? reason
                : reason.substring(0, MAX_REASON / 2) + " … " + reason.substring(reason.length() - MAX_REASON / 2);
    }
}
