/**
 * Whether an object is ready, read from what it says of itself: what children that wait for others
 * go by, and what {@code fairlead why} tells. Pure.
 */
@NullMarked
package dev.fairlead.sdk.readiness;

import org.jspecify.annotations.NullMarked;
