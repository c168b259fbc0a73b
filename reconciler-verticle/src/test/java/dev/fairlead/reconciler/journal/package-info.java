/** What a journal keeps. */
@org.jspecify.annotations.NullMarked
package dev.fairlead.reconciler.journal;
