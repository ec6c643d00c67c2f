/**
 * Reads a compose project as docker compose reads it: YAML as go-yaml types it, variables, merging, {@code extends},
 * {@code include}, profiles, long forms and checks. Ends in a {@link dev.sild.compose.ComposeProject}; knows nothing of
 * Kubernetes. One table ({@link dev.sild.compose.load.spec.Spec}) says what attributes there are; files are only opened
 * by {@link dev.sild.compose.load.files.ProjectFiles}.
 */
package dev.sild.compose.load;
