/**
 * What is said to the user besides the result: findings with a place, a reason and a remedy, and the forms they are
 * printed in. A loss is a value here, never a log line.
 */
package dev.sild.report;
