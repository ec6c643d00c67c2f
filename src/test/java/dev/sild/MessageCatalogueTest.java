package dev.sild;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Keeps {@code messages.txt}, every sentence that the program can print, up to date, so that a change of wording is one
 * reviewable diff. The sentences are read from the sources, not from test runs, so none is missing. A value that is
 * inserted at run time is shown as {@code {}}, a choice as {@code {one|other}}.
 */
class MessageCatalogueTest {

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path CATALOGUE = Path.of("src", "test", "resources", "messages.txt");
    /** Two words in a row; anything shorter is a key or a value. */
    private static final Pattern PROSE = Pattern.compile("[A-Za-z]['A-Za-z]*,? [a-z]");
    /** Shell scripts, configuration files of programs, and markup. */
    private static final Pattern CODE = Pattern.compile(
            "\\n|\\$\\(|\\$\\d|; (then|do|fi|exec)\\b|^exec |^\\s*#|\\|\\| |> /dev/null|\\$\\{[A-Z_]+:\\?|<(path|rect|text|svg|g|marker) |\\baria-|^\"[/>]");
    /** Calls that compare or search text. */
    private static final Set<String> NOT_MESSAGES = Set.of(
            "compile", "contains", "equals", "startsWith", "endsWith", "replace", "matches", "replaceAll", "split");

    @Test
    void listsEveryMessage() throws IOException {
        String found = String.join("\n", messages()) + "\n";
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(CATALOGUE, found);
        }
        assertThat(found)
                .as("messages.txt; re-create it with -Dgolden.rewrite=true and review the diff")
                .isEqualTo(Files.readString(CATALOGUE));
    }

    private static Set<String> messages() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Set<String> messages = new TreeSet<>(String.CASE_INSENSITIVE_ORDER.thenComparing(String::compareTo));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(SOURCES)) {
            List<Path> java =
                    sources.filter(file -> file.toString().endsWith(".java")).toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(java));
            task.parse().forEach(unit -> unit.accept(new Sentences(messages), null));
        }
        return messages;
    }

    /** Collects the arguments, results and initial values that read as prose. */
    private static final class Sentences extends TreeScanner<Void, Void> {
        private final Set<String> messages;

        Sentences(Set<String> messages) {
            this.messages = messages;
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
            ExpressionTree method = call.getMethodSelect();
            String name = method instanceof MemberSelectTree select
                    ? select.getIdentifier().toString()
                    : method instanceof IdentifierTree identifier
                            ? identifier.getName().toString()
                            : "";
            if (!NOT_MESSAGES.contains(name)) {
                call.getArguments().forEach(this::add);
            }
            return super.visitMethodInvocation(call, null);
        }

        @Override
        public Void visitNewClass(NewClassTree call, Void unused) {
            call.getArguments().forEach(this::add);
            return super.visitNewClass(call, null);
        }

        @Override
        public Void visitAnnotation(AnnotationTree annotation, Void unused) {
            return null;
        }

        @Override
        public Void visitReturn(ReturnTree statement, Void unused) {
            if (statement.getExpression() != null) {
                add(statement.getExpression());
            }
            return super.visitReturn(statement, null);
        }

        @Override
        public Void visitVariable(VariableTree variable, Void unused) {
            if (variable.getInitializer() != null) {
                add(variable.getInitializer());
            }
            return super.visitVariable(variable, null);
        }

        @Override
        public Void visitAssignment(AssignmentTree assignment, Void unused) {
            add(assignment.getExpression());
            return super.visitAssignment(assignment, null);
        }

        private void add(ExpressionTree tree) {
            if (tree instanceof ConditionalExpressionTree choice) {
                add(choice.getTrueExpression());
                add(choice.getFalseExpression());
                return;
            }
            String text = text(tree);
            if (PROSE.matcher(text.replace("{}", "")).find()
                    && !CODE.matcher(text).find()) {
                messages.add(text.strip());
            }
        }

        private static String text(ExpressionTree tree) {
            if (tree instanceof LiteralTree literal) {
                return String.valueOf(literal.getValue());
            }
            if (tree instanceof ParenthesizedTree inner) {
                return text(inner.getExpression());
            }
            if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
                return text(sum.getLeftOperand()) + text(sum.getRightOperand());
            }
            if (tree instanceof ConditionalExpressionTree choice) {
                return "{" + text(choice.getTrueExpression()) + "|" + text(choice.getFalseExpression()) + "}";
            }
            if (tree instanceof MethodInvocationTree call
                    && call.getMethodSelect() instanceof MemberSelectTree select
                    && select.getIdentifier().contentEquals("formatted")) {
                return text(select.getExpression());
            }
            return "{}";
        }
    }
}
