/** Compose projects that become WebStacks. */
package dev.sild.adopt;
