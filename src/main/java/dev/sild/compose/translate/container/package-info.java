/** One container: command, environment, health checks, ports, security, and the workload around it. */
package dev.sild.compose.translate.container;
