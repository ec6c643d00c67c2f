/**
 * Volumes, bind mounts and tmpfs, and the claims they become.
 *
 * <p>It has more than 25 classes, since {@link dev.sild.compose.translate.storage.Binds} asks one for each kind of bind
 * mount (source code, absent paths, folders of the host, files that programs write to, …), and they share how a mount
 * is written and reported.
 */
package dev.sild.compose.translate.storage;
