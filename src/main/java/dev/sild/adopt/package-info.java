/**
 * From a compose project of the web stack's shape to a {@code WebStack}: which service has which part in it, what of
 * each the resource can say, and what it cannot. Pure but for the files of the project, which are read through
 * {@link dev.sild.compose.BindFiles}.
 */
package dev.sild.adopt;
