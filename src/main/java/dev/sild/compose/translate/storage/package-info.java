/** Volumes, bind mounts and tmpfs, and the claims they become. */
package dev.sild.compose.translate.storage;
