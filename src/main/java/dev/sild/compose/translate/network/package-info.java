/**
 * Access to services, from within the project and from outside. More than 25 classes: one for each kind of proxy, of
 * exposure, and of finding about ports.
 */
package dev.sild.compose.translate.network;
