package dev.sild.stacks.web;

import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.Stack;
import dev.sild.v1alpha1.WebStack;

/** From a WebStack to what should be there. */
public final class WebStacks {
    private WebStacks() {}

    /**
     * Returns the stack that a WebStack describes, which its schema accepts. The result depends on nothing else.
     *
     * @param resource of which the name, the namespace where it has one, and the spec count; the schema's defaults may
     *     be filled in or not
     */
    public static Stack translate(WebStack resource, Inputs inputs) {
        return new WebStackFrame(resource, inputs).stack();
    }
}
