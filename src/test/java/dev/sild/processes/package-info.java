/** What must be alike in one process and the next. */
package dev.sild.processes;
