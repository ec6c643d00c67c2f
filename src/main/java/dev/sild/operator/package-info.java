/**
 * The operator: a Quarkus application that hands what the operator SDK tells it to the
 * {@linkplain dev.sild.operator.engine engine}, and says in events, metrics and health what came of it.
 *
 * <p>No other command loads a class of this package.
 */
package dev.sild.operator;
