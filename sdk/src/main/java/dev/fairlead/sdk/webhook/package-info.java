/**
 * Functions that the API server asks before it stores or returns an object.
 *
 * <p>A {@link dev.fairlead.sdk.webhook.Defaulter} fills in what was left out, a {@link
 * dev.fairlead.sdk.webhook.Validator} says what may not be, a {@link
 * dev.fairlead.sdk.webhook.Converter} translates between two versions of a kind. They are plain
 * functions of typed objects, so a test calls them; their type arguments say which kind they are
 * for, and {@link dev.fairlead.sdk.webhook.Admission} says the rest. The role {@code webhook} of a
 * process serves them, and {@link dev.fairlead.sdk.webhook.WebhookManifests} tells the API server
 * of them.
 */
@NullMarked
package dev.fairlead.sdk.webhook;

import org.jspecify.annotations.NullMarked;
