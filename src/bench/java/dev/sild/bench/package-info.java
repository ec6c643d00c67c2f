/** Benchmarks: whole processes against other programs, and the stages of a conversion by JMH. */
package dev.sild.bench;
