/** Which services share a pod, which run once, and who waits for whom. */
package dev.sild.compose.translate.pods;
