package dev.sild.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which changes of a definition break what is stored. */
class SchemaChangesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{properties: {a: {type: string}, b: {type: string}}} | {properties: {a: {type: string}}} | b is gone",
                "{properties: {a: {type: string}}} | {required: [a], properties: {a: {type: string}}} | a must now be there",
                "{properties: {}} | {required: [a], properties: {a: {type: string}}} | a must now be there",
                "{properties: {a: {type: string}}} | {properties: {a: {type: integer}}} | a was of type string, and is now of type integer",
                "{properties: {a: {enum: [x, z]}}} | {properties: {a: {enum: [x]}}} | a takes only [x] now, and took [x, z]",
                "{properties: {a: {type: string}}} | {properties: {a: {type: string, enum: [x]}}} | a takes only [x] now",
                "{properties: {a: {pattern: x}}} | {properties: {a: {pattern: z}}} | a pattern is now \"z\"",
                "{properties: {a: {type: string}}} | {properties: {a: {type: string, pattern: z}}} | a pattern is now \"z\"",
                "{properties: {a: {type: string}}} | {properties: {a: {type: string, format: uri}}} | a format is now \"uri\"",
                "{properties: {a: {minimum: 1}}} | {properties: {a: {minimum: 2}}} | a minimum is now 2, and was 1",
                "{properties: {a: {type: integer}}} | {properties: {a: {type: integer, minimum: 0}}} | a minimum is now 0, and was not there",
                "{properties: {a: {maxLength: 9}}} | {properties: {a: {maxLength: 8}}} | a maxLength is now 8, and was 9",
                "{properties: {a: {type: array}}} | {properties: {a: {type: array, maxItems: 8}}} | a maxItems is now 8, and was not there",
                "{items: {properties: {a: {}}}} | {items: {properties: {}}} | [].a is gone",
                "{additionalProperties: {maxLength: 2}} | {additionalProperties: {maxLength: 1}} | {} maxLength is now 1, and was 2",
                "{additionalProperties: {}} | {properties: {}} | {} is gone",
                "{nullable: true} | {nullable: false} | ' nullable is gone'",
                "{x-kubernetes-preserve-unknown-fields: true} | {} | ' x-kubernetes-preserve-unknown-fields is gone'",
                "{x-kubernetes-list-type: atomic} | {x-kubernetes-list-type: set} | ' x-kubernetes-list-type is now \"set\"'",
                "{minimum: 1} | {minimum: 1, exclusiveMinimum: true} | ' exclusiveMinimum is new'"
            })
    void aNarrowerSchemaBreaksWhatIsStored(String before, String after, String what) {
        assertThat(changes(before, after).breaks()).containsExactly(what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{properties: {a: {type: string}}} | {properties: {a: {type: string}, b: {type: string}}}",
                "{required: [a], properties: {a: {}}} | {properties: {a: {}}}",
                "{properties: {}} | {required: [a], properties: {a: {default: 1}}}",
                "{enum: [x]} | {enum: [x, z]}",
                "{enum: [x]} | {}",
                "{pattern: x} | {}",
                "{minimum: 1} | {minimum: 0}",
                "{maxItems: 1} | {maxItems: 2}",
                "{maxItems: 1} | {}",
                "{type: integer} | {type: number}",
                "{} | {minLength: 0}",
                "{type: string} | {x-kubernetes-int-or-string: true}",
                "{description: a} | {description: b}"
            })
    void aWiderSchemaBreaksNothing(String before, String after) {
        assertThat(changes(before, after).breaks()).isEmpty();
    }

    @Test
    void aNewRuleIsToldAndBreaksNothing() {
        SchemaChanges changes =
                changes("{type: object}", "{type: object, x-kubernetes-validations: [{rule: 'has(self.a)'}]}");

        assertThat(changes.breaks()).isEmpty();
        assertThat(changes.rules()).containsExactly(": has(self.a)");
    }

    private static SchemaChanges changes(String before, String after) {
        return SchemaChanges.between(Schema.parse(before), Schema.parse(after));
    }
}
