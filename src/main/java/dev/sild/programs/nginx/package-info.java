/** nginx's configuration, as a web server and as a gateway. */
package dev.sild.programs.nginx;
