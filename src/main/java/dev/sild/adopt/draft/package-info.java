/** The custom resource as it is put together, with what the parts share: connections, passwords, volumes. */
package dev.sild.adopt.draft;
