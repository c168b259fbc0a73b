@NullMarked
package dev.fairlead.bench.work;

import org.jspecify.annotations.NullMarked;
