/** Tests of docs/gitops.md: the repository that it describes is made, and its commands run there. */
package dev.sild.gitops;
