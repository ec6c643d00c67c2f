/**
 * The custom resources as their definitions in {@code crds/} describe them: reads the definitions and documents, finds
 * what an API server would refuse in a document, in its words and without it, fills in defaults, and explains fields.
 * Knows no stack and nothing of what becomes of a resource.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/">Custom
 *     resource definitions</a>
 */
package dev.sild.schema;
