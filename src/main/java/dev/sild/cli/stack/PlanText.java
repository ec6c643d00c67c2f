package dev.sild.cli.stack;

import dev.sild.operator.engine.plan.Plan;
import dev.sild.operator.engine.state.Change;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.Step;
import dev.sild.syntax.TerminalText;

/** A plan for people: an object a line, with the fields that change below it. Values of Secrets are never shown. */
public final class PlanText {
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String PLAIN = "\u001b[0m";
    private static final int LONGEST = 200;

    private final StringBuilder out = new StringBuilder();
    private final boolean color;

    private PlanText(boolean color) {
        this.color = color;
    }

    public static String of(String stack, Plan plan, boolean color) {
        PlanText text = new PlanText(color);
        if (plan.isDone()) {
            return TerminalText.line(stack) + ": no differences\n";
        }
        text.out.append(TerminalText.line(stack)).append(":\n");
        plan.steps().forEach(text::step);
        return text.out.toString();
    }

    private void step(Step step) {
        if (step instanceof Step.Create) {
            line(GREEN, "+ " + step.ref() + " is created");
        } else if (step instanceof Step.Apply apply) {
            line(
                    YELLOW,
                    "~ " + step.ref() + " is changed" + (apply.cause() == Step.Cause.DRIFT ? " back" : "")
                            + (apply.cause() == Step.Cause.ADOPTION ? " and adopted" : ""));
            apply.changes().forEach(change -> change(change, step.ref().kind() == ChildKind.SECRET));
        } else if (step instanceof Step.Recreate recreate) {
            line(YELLOW, "± " + step.ref() + " is deleted and re-created: " + recreate.why());
        } else if (step instanceof Step.Regrow regrow) {
            line(YELLOW, "± " + step.ref() + " is re-created, and its pods are kept");
            regrow.claims()
                    .forEach(claim -> line(YELLOW, "    ~ " + claim.claim().ref() + " grows to " + claim.size()));
        } else if (step instanceof Step.Prune) {
            line(RED, "- " + step.ref() + " is deleted");
        } else if (step instanceof Step.Refuse refuse) {
            line(RED, "! " + refuse.why());
        } else if (step instanceof Step.Wait wait) {
            line(YELLOW, "… " + wait.why());
        }
    }

    private void change(Change change, boolean secret) {
        out.append("    ").append(TerminalText.line(change.path().toString())).append('\n');
        if (secret) {
            return;
        }
        change.live().ifPresent(value -> line(RED, "      - " + shown(value)));
        change.stated().ifPresent(value -> line(GREEN, "      + " + shown(value)));
    }

    private static String shown(Object value) {
        String printable = TerminalText.line(String.valueOf(value));
        return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + "…";
    }

    private void line(String tone, String text) {
        String shown = text.startsWith("    ") ? text : "  " + TerminalText.line(text);
        out.append(color ? tone : "").append(shown).append(color ? PLAIN : "").append('\n');
    }
}
