/** The snippets of two documents for people who come from elsewhere. */
@NullMarked
package dev.fairlead.examples;

import org.jspecify.annotations.NullMarked;
