@NullMarked
package dev.fairlead.bench.meter;

import org.jspecify.annotations.NullMarked;
