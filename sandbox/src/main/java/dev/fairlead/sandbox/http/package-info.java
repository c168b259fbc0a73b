/** HTTP in front of the verbs: paths, content types, streams. */
@NullMarked
package dev.fairlead.sandbox.http;

import org.jspecify.annotations.NullMarked;
