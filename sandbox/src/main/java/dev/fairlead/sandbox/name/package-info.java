/** What the API lets be a name, a label's key or a label's value, in its own words. */
@NullMarked
package dev.fairlead.sandbox.name;

import org.jspecify.annotations.NullMarked;
