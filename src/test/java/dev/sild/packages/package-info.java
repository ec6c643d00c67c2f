/** Packages as users get them: installed, run and removed. */
package dev.sild.packages;
