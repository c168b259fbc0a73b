/**
 * Several processes of an operator: who goes on when one of them ends, what more of them bring, and
 * what each of them costs. What peers have as well, one leading and one waiting, is measured beside
 * them; what they have not, workers and roles, of Fairlead alone.
 */
@NullMarked
package dev.fairlead.bench.mesh;

import org.jspecify.annotations.NullMarked;
