/**
 * Label selectors, in the words of {@code kubectl -l} and with the meaning that the API server
 * gives them.
 */
@NullMarked
package dev.fairlead.protocol.selector;

import org.jspecify.annotations.NullMarked;
