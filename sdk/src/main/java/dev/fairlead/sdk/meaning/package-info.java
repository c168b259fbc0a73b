/**
 * Whether two objects mean the same, however they are written. The server defaults and normalises:
 * equality of text would see drift where there is none. {@link dev.fairlead.sdk.meaning.Meaning}
 * and {@link dev.fairlead.sdk.meaning.Hash} are for reconcilers; the rest is what Fairlead itself
 * compares children and statuses by.
 */
@NullMarked
package dev.fairlead.sdk.meaning;

import org.jspecify.annotations.NullMarked;
