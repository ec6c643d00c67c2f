/** Variables: templates, .env and env files, and a service's environment. */
package dev.sild.compose.load.variables;
