/**
 * The worker machine at work: its messages come from and go to the bus on an event loop, its
 * attempts run on virtual threads, and each of their writes asks its gate under the machine's lock.
 */
@NullMarked
package dev.fairlead.reconciler.work;

import org.jspecify.annotations.NullMarked;
