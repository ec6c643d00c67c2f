/** Ports in addresses, URLs and HTTP commands. */
package dev.sild.images.ports;
