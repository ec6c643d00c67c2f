/** Which service plays which part of a WebStack. */
package dev.sild.adopt.roles;
