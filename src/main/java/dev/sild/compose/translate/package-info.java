/**
 * What each attribute of a compose project becomes in an {@link dev.sild.model.Application}. Every attribute is read
 * through {@link dev.sild.compose.translate.source.Attribute}, which records this: attributes that are never read are
 * reported, so nothing is lost silently.
 *
 * <p>{@link dev.sild.compose.translate.Translator} goes through four stages, each of which ends in values: it reads
 * each service ({@link dev.sild.compose.translate.ServiceFacts}, which {@code adopt} reads, too), relates them
 * ({@link dev.sild.compose.translate.relations.Relations}), groups them into pods
 * ({@link dev.sild.compose.translate.pods.PodPlan}), and puts the application together.
 *
 * <p>It has more than 25 classes, since what needs several services at once, such as who is reported to whom, belongs
 * to no single package below; each such class is one step of {@code Translator}.
 */
package dev.sild.compose.translate;
