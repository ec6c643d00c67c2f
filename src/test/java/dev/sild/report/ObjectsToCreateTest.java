package dev.sild.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a user must create is one command for each object, with all its keys. */
class ObjectsToCreateTest {
    @Test
    void oneCommandCreatesAnObjectWithAllItsKeys() {
        assertThat(list(
                        secret("a", "kubectl create secret generic shared --from-literal=a=VALUE"),
                        secret("b", "kubectl create secret generic other --from-literal=b=VALUE"),
                        secret("c", "kubectl create secret generic shared --from-file=c=FILE")))
                .isEqualTo("""
                  before kubectl apply:
                    1. provide these 2 secrets
                         kubectl create secret generic shared --from-literal=a=VALUE --from-file=c=FILE
                         kubectl create secret generic other --from-literal=b=VALUE
                  """);
    }

    @Test
    void namespacesAndKindsAreKeptApart() {
        assertThat(list(
                        secret("a", "kubectl -n one create secret generic s --from-literal=a=VALUE"),
                        secret("b", "kubectl -n two create secret generic s --from-literal=b=VALUE"),
                        secret("c", "kubectl create secret tls s --cert=FILE --key=FILE")))
                .contains("-n one create secret generic s --from-literal=a=VALUE\n")
                .contains("-n two create secret generic s --from-literal=b=VALUE\n")
                .contains("kubectl create secret tls s --cert=FILE --key=FILE\n")
                .contains("provide these 3 secrets");
    }

    @Test
    void whatIsLostWithoutAnObjectIsAStepAndNoLine() {
        Finding missing = new Finding(
                Code.BIND_MISSING,
                Origin.NONE,
                "the file does not exist",
                "create it",
                "kubectl create configmap conf --from-file=conf=./conf");
        assertThat(list(missing))
                .contains("create this missing file and convert again, or put it into the cluster yourself\n"
                        + "       kubectl create configmap conf");
        assertThat(brief(missing)).isEqualTo(list(missing));
    }

    @Test
    void whatIsLostWithoutACommandIsALineAndNoStep() {
        Finding missing = new Finding(Code.BIND_MISSING, Origin.NONE, "the path does not exist", "create it");
        assertThat(list(missing)).isEmpty();
        assertThat(brief(missing)).isEqualTo("lost: the path does not exist; create it [SILD-BIND-MISSING]\n");
    }

    @Test
    void whatWasNotReadIsAStepWithTheOptionThatReadsIt() {
        Finding outside = new Finding(
                Code.BIND_OUTSIDE,
                Origin.NONE,
                "the path is outside the project root",
                "allow it with --allow-path ../conf",
                "kubectl create secret generic keys --from-file=a.key=../conf/a.key");
        assertThat(list(outside))
                .contains("convert again with --allow-path: allow it with --allow-path ../conf\n"
                        + "       kubectl create secret generic keys");
    }

    private static Finding secret(String reason, String command) {
        return new Finding(Code.SECRET_TO_CREATE, Origin.NONE, reason, "create it", command);
    }

    private static String brief(Finding finding) {
        return BriefReport.of(
                List.of(finding), "kubectl apply", Finding.Severity.INFO, new TextReport(false, Excerpts.NONE), "-v");
    }

    private static String list(Finding... findings) {
        return ToDoList.of(List.of(findings), "kubectl apply");
    }
}
