/** The server's time, which tests can move. */
@NullMarked
package dev.fairlead.sandbox.time;

import org.jspecify.annotations.NullMarked;
