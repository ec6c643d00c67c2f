/** Configs, secrets and mounted files that travel with the manifests. */
package dev.sild.compose.translate.files;
