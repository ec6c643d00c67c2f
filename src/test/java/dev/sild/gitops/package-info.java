/** The chapter of the README on GitOps: a repository is made from it, and its commands are run there. */
package dev.sild.gitops;
