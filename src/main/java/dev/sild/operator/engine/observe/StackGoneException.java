package dev.sild.operator.engine.observe;

import dev.sild.operator.engine.state.Owner;

/** Thrown where a stack that is being reconciled turns out to be deleted: there is nothing left to do for it. */
public final class StackGoneException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StackGoneException(Owner owner) {
        super(owner + " was deleted");
    }
}
