/** Children of a primary in a whole mesh, and the snippets of docs/SDK.md about them. */
@NullMarked
package dev.fairlead.testkit.children;

import org.jspecify.annotations.NullMarked;
