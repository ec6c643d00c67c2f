/** The loaded project as YAML or JSON, as docker compose config prints it. */
package dev.sild.compose.config;
