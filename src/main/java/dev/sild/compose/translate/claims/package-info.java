/**
 * Claims: their names, sizes and access modes, what fills them, and the folders in which programs keep data. This
 * package does not use {@code storage}, which makes claims for what services mount.
 */
package dev.sild.compose.translate.claims;
