/** Label selectors and field selectors. */
@NullMarked
package dev.fairlead.sandbox.selector;

import org.jspecify.annotations.NullMarked;
