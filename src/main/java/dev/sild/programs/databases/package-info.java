/** Database servers: how they start, back up, restore and rotate their passwords. */
package dev.sild.programs.databases;
