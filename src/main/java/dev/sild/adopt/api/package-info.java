/** The service that becomes the API: its files and mounts. */
package dev.sild.adopt.api;
