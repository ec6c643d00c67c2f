package dev.sild.inputs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Reading an input works on texts: nothing of a script is executed, and what it names is not opened. */
class InputsTouchNothingTest {
    @Test
    void noProgramIsStartedAndNoFileOrConnectionIsOpened() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.lang\\.(Process|ProcessBuilder|Runtime)|java\\.nio\\.file\\.Files|java\\.io\\.(File|RandomAccessFile).*|java\\.net\\..*")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.sild.inputs"));
    }
}
