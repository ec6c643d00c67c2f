/**
 * What keeps a stack as it should be: the plan as a value, and what executes it.
 *
 * <p>{@link dev.sild.operator.engine.state.Desired} objects and what was observed become a
 * {@link dev.sild.operator.engine.plan.Plan}; a test asserts on it, {@code sild diff} prints it, the operator executes
 * it. The kind of stack is a parameter, a {@link dev.sild.operator.engine.StackKind}. Here is a plain client of the API
 * server and nothing of Quarkus or the operator SDK, so that the command line can use the same classes. Clocks and
 * random numbers are passed in.
 */
package dev.sild.operator.engine;
