/** {@code sild convert --layout quadlet}: a project as units for systemd. */
package dev.sild.cli.quadlet;
