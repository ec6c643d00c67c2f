package dev.sild.pipeline;

import dev.sild.pipeline.Pipeline.Apply;
import dev.sild.pipeline.Pipeline.GitOps;
import dev.sild.pipeline.Pipeline.Keep;
import dev.sild.pipeline.Pipeline.Variable;
import dev.sild.pipeline.ShellScript.Command;
import dev.sild.pipeline.Step.Need;
import dev.sild.pipeline.Step.Program;
import dev.sild.syntax.PipelineText;
import java.util.List;

/** The steps that check a project, and that bring its manifests to where they are applied. */
final class DeliverySteps {
    /** Where the GitOps repository is cloned to, in the root of this one. */
    private static final String CLONE = "gitops-repository";
    /** Where manifests are kept that go nowhere else. */
    static final String MANIFESTS = "manifests";
    /** What stands for values that are set in the cluster: nothing that is written contains it. */
    private static final String PLACEHOLDER = "is-set-in-the-cluster";

    private final Pipeline pipeline;

    DeliverySteps(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * Checks the project.
     *
     * @param form the form that the server reads, as {@code --format} names it
     * @param file the file of that form, which is written even if the check fails
     */
    Step check(String form, String file) {
        Command written = new Command("sild check")
                .arguments(pipeline.input())
                .raw("--format " + form)
                .raw("--fail-on never > " + file);
        Command shown = new Command("sild check").arguments(pipeline.input()).raw("--fail-on error");
        return new Step(
                "Check the project",
                Program.SILD,
                new ShellScript().command(written).command(shown).text(),
                List.of());
    }

    /** Returns the steps that deliver the manifests, in order. */
    List<Step> steps() {
        if (pipeline.delivery() instanceof GitOps gitOps) {
            return List.of(cloned(gitOps), convert(CLONE + "/" + gitOps.path() + "/"), committed(gitOps));
        }
        return pipeline.delivery() instanceof Apply
                ? List.of(convert(MANIFESTS + "/"), applied())
                : List.of(convert(MANIFESTS + "/"));
    }

    private Step convert(String output) {
        ShellScript script = new ShellScript();
        pipeline.variables().stream()
                .filter(this::isPlaceholder)
                .forEach(variable -> script.lines("export " + variable.name() + "=" + PLACEHOLDER + "\n"));
        Command convert = new Command("sild convert").arguments(pipeline.input());
        if (!pipeline.images().isEmpty()) {
            convert.option("--image-prefix", pipeline.prefix()).raw("--image-tag \"$TAG\"");
        }
        convert.arguments(pipeline.convert()).option("--output", output).raw("--report-level warning");
        List<Need> needs = pipeline.variables().stream()
                .filter(variable -> !isPlaceholder(variable))
                .map(variable -> new Need(variable.name(), variable.secret()))
                .toList();
        return new Step(
                "Convert to manifests", Program.SILD, script.command(convert).text(), needs);
    }

    private boolean isPlaceholder(Variable variable) {
        return variable.secret() && pipeline.leavesOutSecrets();
    }

    private Step cloned(GitOps gitOps) {
        Command clone = new Command("git clone --quiet --depth 1")
                .option("--branch", gitOps.branch())
                .raw("-- " + PipelineText.word(gitOps.url()) + " " + CLONE);
        return new Step(
                "Clone the GitOps repository",
                Program.GIT,
                new ShellScript()
                        .lines(password(gitOps))
                        .lines("rm -rf " + CLONE + "\n")
                        .command(clone)
                        .text(),
                needs(gitOps));
    }

    /** Commits what has changed. Another pipeline may push between the clone and the push. */
    private Step committed(GitOps gitOps) {
        String branch = PipelineText.word(gitOps.branch());
        return new Step(
                "Commit to the GitOps repository",
                Program.GIT,
                new ShellScript()
                        .lines(password(gitOps))
                        .lines("cd " + CLONE + "\n")
                        .command(new Command("git add --all --").arguments(List.of(gitOps.path())))
                        .lines("""
                          if git diff --cached --quiet; then
                            echo 'The manifests have not changed.'
                            exit 0
                          fi
                          """)
                        .lines("git -c user.name=sild -c user.email=sild@localhost commit --quiet --message \""
                                + pipeline.project() + ": $TAG\"\n")
                        .lines("""
                          attempt=1
                          until git push --quiet origin HEAD:%s; do
                            [ "$attempt" -lt 3 ] || exit 1
                            attempt=$((attempt + 1))
                            git pull --quiet --rebase origin %s
                          done
                          """.formatted(branch, branch))
                        .text(),
                needs(gitOps));
    }

    /** A password in an address would be in the list of processes and in {@code .git/config}. */
    private static String password(GitOps gitOps) {
        return gitOps.hasPassword() ? """
                  export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=credential.helper
                  export GIT_CONFIG_VALUE_0='!f() { echo "username=${GITOPS_USER:-git}"; echo "password=$GITOPS_TOKEN"; }; f'
                  """ : "";
    }

    private static List<Need> needs(GitOps gitOps) {
        return gitOps.hasPassword() ? List.of(Step.GITOPS_TOKEN) : List.of();
    }

    /** A kubeconfig is a secret: only its owner reads the file, which is gone when the step has ended. */
    private Step applied() {
        String manifests = pipeline.convert().contains("kustomize")
                ? "--kustomize " + MANIFESTS + "/base"
                : "--filename " + MANIFESTS + "/";
        return new Step(
                "Apply the manifests",
                Program.KUBECTL,
                new ShellScript()
                        .lines("""
            umask 077
            KUBECONFIG=$(mktemp)
            export KUBECONFIG
            trap 'rm -f "$KUBECONFIG"' EXIT
            printf '%s\\n' "$KUBECONFIG_TEXT" > "$KUBECONFIG"
            """)
                        .lines("kubectl apply --server-side " + manifests + "\n")
                        .text(),
                List.of(Step.KUBECONFIG));
    }

    /** Returns everything that the server must know: the variables and secrets that a user sets there. */
    List<Need> needs() {
        return steps().stream()
                .flatMap(step -> step.needs().stream())
                .distinct()
                .toList();
    }

    /** Whether the manifests are among the results of the run. */
    boolean keepsManifests() {
        return pipeline.delivery() instanceof Keep;
    }
}
