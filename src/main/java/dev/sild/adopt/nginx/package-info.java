/** nginx configuration: read, understood and written again. */
package dev.sild.adopt.nginx;
