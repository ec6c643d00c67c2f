/**
 * From compose files to an {@link dev.sild.model.Application}: {@code load} reads a project as docker compose reads it,
 * {@code translate} says what each of its attributes becomes. Only {@code load} touches files, through one class that
 * knows the project's folder.
 */
package dev.sild.compose;
