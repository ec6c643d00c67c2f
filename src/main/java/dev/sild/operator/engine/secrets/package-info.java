/** Secrets that the operator generates once and keeps. */
package dev.sild.operator.engine.secrets;
