/** What the server says about the kinds that it serves: the documents below /api and /apis. */
@NullMarked
package dev.fairlead.sandbox.discovery;

import org.jspecify.annotations.NullMarked;
