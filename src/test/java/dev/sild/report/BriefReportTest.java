package dev.sild.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Origin;
import dev.sild.report.Finding.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BriefReportTest {
    @Test
    void lossesComeFirstThenTasksThenTheRest() {
        String text = brief(
                finding(Code.NETWORK_DIFFERS, 1, "services.web.network_mode", "it differs"),
                finding(Code.PORT_FOUND, 2, "services.web", "port 80 is found"),
                new Finding(Code.IMAGE_TO_PUSH, Origin.NONE, "the image 'web' is built", "push it", "docker push web"),
                finding(Code.NODE_LOST, 9, "services.web.devices", "it is lost"));

        assertThat(text).isEqualTo("""
            compose.yaml:9:5: lost: it is lost; write y [services.web.devices SILD-NODE-LOST]
            before kubectl apply:
              1. build and push this image
                   docker push web
            compose.yaml:1:5: warning: it differs; write y [services.web.network_mode SILD-NETWORK-DIFFERS]
            """);
    }

    @Test
    void notesAreCountedWhereTheLevelShowsThem() {
        List<Finding> findings = List.of(
                finding(Code.PORT_FOUND, 1, "services.a", "port 80 is found"),
                finding(Code.NOT_WAITED_FOR, 2, "services.a", "it is not waited for"),
                finding(Code.CLAIM_SIZES, 3, "volumes", "1 claim: a"),
                finding(Code.NETWORK_DIFFERS, 4, "services.a", "it differs"),
                secret("a"));

        assertThat(BriefReport.notes(findings, Severity.INFO, "--every"))
                .contains("2 notes: list all with --every, explain one with 'sild explain CODE'");
        assertThat(BriefReport.notes(findings.subList(0, 1), Severity.INFO, "-v"))
                .hasValueSatisfying(note -> assertThat(note).startsWith("1 note: "));
        assertThat(BriefReport.notes(findings, Severity.WARNING, "-v")).isEmpty();
        assertThat(BriefReport.notes(findings.subList(2, 5), Severity.INFO, "-v"))
                .isEmpty();
    }

    @Test
    void theCommandsThatReachPortsAreAListAtTheEnd() {
        List<Finding> findings = new ArrayList<>(List.of(secret("a")));
        for (String service : List.of("db 5432:5432", "a 80:80", "own 9000:9000", "node 9999:9999")) {
            String command = "kubectl port-forward service/" + service;
            findings.add(new Finding(
                    Code.NOT_EXPOSED,
                    Origin.NONE,
                    "only pods reach it",
                    switch (service.substring(0, 2)) {
                        case "ow" -> "reach them with '" + command + "'";
                        case "no" -> "use '" + command + "'";
                        default -> "open them with --expose, or use '" + command + "'";
                    },
                    command));
        }

        assertThat(brief(findings.toArray(Finding[]::new))).isEqualTo("""
            before kubectl apply:
              1. provide this secret
                   kubectl create secret generic a --from-literal=KEY=VALUE
            after kubectl apply, reach published ports, or open them with --expose:
                   kubectl port-forward service/a 80:80
                   kubectl port-forward service/db 5432:5432
            after kubectl apply, reach ports that compose opens on 127.0.0.1 only:
                   kubectl port-forward service/own 9000:9000
            after kubectl apply, reach ports that are open at the addresses of nodes:
                   kubectl port-forward service/node 9999:9999
            """);
    }

    @Test
    void whyACommandIsRunAsRootIsNoPartOfIt() {
        String command = "sudo -E kubectl port-forward service/nginx 80:80";
        Finding finding = new Finding(
                Code.NOT_EXPOSED,
                Origin.NONE,
                "closed",
                "open them with --expose, or use '" + command + "': logins at another port are refused",
                command);

        assertThat(brief(finding)).contains("       " + command + "\n         (logins at another port are refused)\n");
    }

    @Test
    void commandsThatReachPortsAreCountedBeyondAScreen() {
        Finding[] many = IntStream.range(0, 14)
                .mapToObj(i -> new Finding(
                        Code.NOT_EXPOSED,
                        Origin.NONE,
                        "only pods reach it",
                        "open them with --expose",
                        "kubectl port-forward service/a" + i + " 80:80"))
                .toArray(Finding[]::new);

        assertThat(brief(many).lines()).hasSize(1 + 10 + 1);
        assertThat(brief(Arrays.copyOf(many, 11)).lines()).hasSize(1 + 11);
        assertThat(brief(many))
                .endsWith("       ...and 4 more (a10, a11, a12, a13); list all with -v,"
                        + " explain one with 'sild explain CODE'\n");
    }

    @Test
    void stepsThatSayDifferentThingsAreLinesOfTheirOwn() {
        Finding open = new Finding(Code.CLAIM_SIZES, Origin.NONE, "1 claim: a", "choose");
        Finding own = new Finding(Code.CLAIM_SIZES, Origin.NONE, "1 claim: b", "choose");

        assertThat(brief(open, own, open)).contains("1 claim: a; choose [", "1 claim: b; choose [");
    }

    @Test
    void aVariableThatIsASecretIsATask() {
        Finding secret = new Finding(
                Code.VARIABLE_UNSET,
                Origin.NONE,
                "the variable DB_PASSWORD is not set; using an empty string",
                "set it",
                "echo 'DB_PASSWORD=VALUE' >> .env");

        assertThat(brief(secret))
                .startsWith("before kubectl apply:\n  1. set this variable and convert again\n"
                        + "       echo 'DB_PASSWORD=VALUE' >> .env\n");
    }

    @Test
    void kindsBeyondTheScreenAreCounted() {
        List<Code> warnings = Stream.of(Code.values())
                .filter(code -> code.severity() == Severity.WARNING
                        && !ToDoList.isTask(finding(code, 1, "services.web.x", "it is so")))
                .limit(13)
                .toList();
        List<Finding> findings = new ArrayList<>();
        warnings.forEach(code -> findings.add(finding(code, 1, "services.web.x", "it is so")));

        String text = brief(findings.toArray(Finding[]::new));

        assertThat(text.lines()).hasSize(BriefReport.MAX_LINES);
        assertThat(text).endsWith("...and 4 more; list all with -v, explain one with 'sild explain CODE'\n");
    }

    @Test
    void tasksOfOneKindAreOneItemAndEachCommandIsListedOnce() {
        Finding one = secret("a");

        assertThat(brief(one, secret("b"), one)).isEqualTo("""
            before kubectl apply:
              1. provide these 2 secrets
                   kubectl create secret generic a --from-literal=KEY=VALUE
                   kubectl create secret generic b --from-literal=KEY=VALUE
            """);
    }

    @Test
    void tasksAreListedAtEveryLevelThatHasAResult() {
        assertThat(BriefReport.of(
                        List.of(secret("a"), finding(Code.PORT_FOUND, 1, "services.web", "port 80 is found")),
                        "kubectl apply",
                        Severity.WARNING,
                        new TextReport(false, Excerpts.NONE),
                        "-v"))
                .contains("generic a")
                .doesNotContain("note");
    }

    @Test
    void errorsAreAllListedAndNothingIsToBeDone() {
        String text = brief(
                finding(Code.INPUT_INVALID, 1, "services.a", "it is wrong"),
                finding(Code.INPUT_INVALID, 2, "services.b", "this is wrong, too"),
                finding(Code.PORT_FOUND, 2, "services.b", "port 80 is found"),
                secret("a"));

        assertThat(text.lines()).hasSize(2).allMatch(line -> line.contains(": error: "));
    }

    @Test
    void excerptsAreForTerminals() {
        Excerpts excerpts = origin -> List.of("  web:", "  ^^^");
        List<Finding> findings = List.of(finding(Code.NODE_LOST, 1, "services.web", "it is lost"));

        assertThat(BriefReport.of(findings, "x", Severity.INFO, new TextReport(true, excerpts), "-v"))
                .contains("^^^");
        assertThat(BriefReport.of(findings, "x", Severity.INFO, new TextReport(false, excerpts), "-v"))
                .doesNotContain("^^^");
    }

    @Test
    void whatAStepDoesAnywayIsNotSaidAgain() {
        Finding step =
                new Finding(Code.ENGINE_PROXY, Origin.NONE, "a proxy", "convert with --expose ingress, which routes");
        Finding again = new Finding(
                Code.LABEL_DIFFERS, Origin.NONE, "a label", "convert with --expose ingress, which makes routes");
        Finding other = new Finding(Code.LABEL_DIFFERS, Origin.NONE, "a host", "convert with --host a.example");
        Finding lost = new Finding(Code.LABEL_LOST, Origin.NONE, "a loss", "convert with --expose ingress");

        assertThat(brief(step, again, other, lost))
                .doesNotContain("a label")
                .contains("warning: a host", "lost: a loss");
        assertThat(brief(again)).contains("a label");
    }

    @Test
    void whatIsTooLargeIsATask() {
        String text = brief(
                finding(Code.BIND_TOO_LARGE, 1, "services.a.volumes[0]", "'web' becomes the claim 'web'"),
                finding(Code.BIND_TOO_LARGE, 2, "services.b.volumes[0]", "'web' becomes the claim 'web'"));

        assertThat(text)
                .contains("  1. provide what is too large for the manifests")
                .doesNotContain("lost:");
    }

    @Test
    void lossesAreNotHiddenByOtherLosses() {
        Finding[] losses = IntStream.range(0, BriefReport.MAX_LINES + 3)
                .mapToObj(i -> finding(Code.NODE_LOST, i + 1, "services.web.x", "it is " + "x".repeat(i + 1)))
                .toArray(Finding[]::new);

        assertThat(brief(losses).lines()).hasSize(losses.length).allMatch(line -> line.contains(": lost: "));
    }

    @Test
    void theServicesThatMayEndAreNotHiddenByOtherFindings() {
        List<Finding> findings = new ArrayList<>(List.of(finding(Code.MAY_END, 99, "services.a", "a may end")));
        Stream.of(Code.values())
                .filter(code -> code.severity() == Severity.WARNING)
                .map(code -> finding(code, 1, "services.web.x", "it is so"))
                .filter(finding -> !ToDoList.isTask(finding))
                .forEach(findings::add);

        assertThat(brief(findings.toArray(Finding[]::new)))
                .contains("a may end")
                .contains("...and");
    }

    @Test
    void aLossIsALossInTheListOfAllFindings() {
        Finding loss = finding(Code.NODE_LOST, 1, "services.web.x", "it is gone");

        assertThat(new TextReport(false, Excerpts.NONE).all(List.of(loss))).contains(": lost: it is gone");
    }

    private static Finding secret(String name) {
        return new Finding(
                Code.SECRET_TO_CREATE,
                Origin.NONE,
                "the Secret '" + name + "' is not written",
                "create it",
                "kubectl create secret generic " + name + " --from-literal=KEY=VALUE");
    }

    private static Finding finding(Code code, int line, String path, String reason) {
        return new Finding(code, new Origin("compose.yaml", line, 5, path), reason, "write y");
    }

    private static String brief(Finding... findings) {
        return BriefReport.of(
                List.of(findings), "kubectl apply", Severity.INFO, new TextReport(false, Excerpts.NONE), "-v");
    }
}
