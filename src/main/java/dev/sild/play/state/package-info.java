/** What runs now, read from podman, and how it does. */
package dev.sild.play.state;
