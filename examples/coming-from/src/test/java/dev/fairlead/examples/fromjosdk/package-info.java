/**
 * What docs/FROM-JOSDK.md shows: operators for a {@link dev.fairlead.examples.fromjosdk.Page}, with
 * the tests that run them.
 */
@NullMarked
package dev.fairlead.examples.fromjosdk;

import org.jspecify.annotations.NullMarked;
