/** Which services share a pod, which run once, and which wait for others. */
package dev.sild.compose.translate.pods;
