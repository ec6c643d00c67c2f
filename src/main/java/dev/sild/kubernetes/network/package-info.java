/** Services, ways in from outside, NetworkPolicies, and waiting for endpoints. */
package dev.sild.kubernetes.network;
