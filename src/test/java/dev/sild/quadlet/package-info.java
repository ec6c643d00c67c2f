/** Units of Quadlet, read again. */
package dev.sild.quadlet;
