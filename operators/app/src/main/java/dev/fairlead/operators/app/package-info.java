/**
 * The App operator: an {@link dev.fairlead.operators.app.App} becomes a Deployment of apps/v1 and,
 * where it has ports, a Service. Its kind is {@code Deployment} too, in a group of its own:
 * whatever names a kind has to name the group with it.
 */
@NullMarked
package dev.fairlead.operators.app;

import org.jspecify.annotations.NullMarked;
