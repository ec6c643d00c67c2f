/** The reverse proxy in front of the API, and the files it serves itself. */
package dev.sild.adopt.proxy;
