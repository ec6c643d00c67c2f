/** Who may reach whom, from within the project and from outside. */
package dev.sild.compose.translate.network;
