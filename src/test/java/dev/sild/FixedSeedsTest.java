package dev.sild;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;

/** The gate says the same of the same sources whenever it runs; new inputs are for the tiers. */
class FixedSeedsTest {
    @Test
    void everyPropertyOfTheGateHasAFixedSeed() {
        List<JavaMethod> properties = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS).importPackages("dev.sild").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Property.class))
                        .filter(method -> !method.isAnnotatedWith(Tag.class)
                                && !method.getOwner().isAnnotatedWith(Tag.class))
                        .toList();
        assertThat(properties)
                .isNotEmpty()
                .allSatisfy(method -> assertThat(
                                method.getAnnotationOfType(Property.class).seed())
                        .as(method.getFullName())
                        .isNotEmpty());
    }
}
