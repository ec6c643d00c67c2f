/** Access to services, from within the project and from outside. */
package dev.sild.compose.translate.network;
