/** Why pods do not run: what the scheduler, the kubelet and the controllers report of them, in their own words. */
package dev.sild.operator.engine.symptoms;
