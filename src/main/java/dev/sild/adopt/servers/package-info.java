/** The database and the cache. */
package dev.sild.adopt.servers;
