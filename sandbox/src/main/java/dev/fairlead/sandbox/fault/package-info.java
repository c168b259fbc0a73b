/**
 * Faults on demand. A fault says which requests it meets, what it does to them, and how often or
 * how long. All chance comes from one seed: the same faults and the same requests in the same order
 * meet the same fate.
 */
@NullMarked
package dev.fairlead.sandbox.fault;

import org.jspecify.annotations.NullMarked;
