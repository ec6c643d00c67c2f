/** What of a MicroserviceStack its schema cannot see, and how its routes are read. */
package dev.sild.stacks.microservices;
