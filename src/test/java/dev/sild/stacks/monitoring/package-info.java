/** What a MonitoringStack's programs are told, held against what they document. */
package dev.sild.stacks.monitoring;
