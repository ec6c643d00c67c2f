package dev.sild;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

class ElkUseTest {
    /** Nothing else starts slower because of it, and the operator's jar lacks it. */
    @Test
    void onlyTheLayoutOfPicturesKnowsElk() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.sild.graph.layout")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.elk..", "org.eclipse.emf..", "org.eclipse.xtext..")
                .check(OurClasses.ALL);
    }
}
