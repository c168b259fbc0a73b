/** The work that every framework is put to; each class does one kind and says what it cost. */
@NullMarked
package dev.fairlead.bench.work;

import org.jspecify.annotations.NullMarked;
