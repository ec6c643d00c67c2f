package dev.sild.check.rules;

import dev.sild.check.catalog.Violations;
import dev.sild.check.project.CheckedProject;

/** Rules that look at the same part of a project. */
@FunctionalInterface
public interface RuleSet {
    /** Adds what is wrong in the project. */
    void check(CheckedProject project, Violations found);
}
