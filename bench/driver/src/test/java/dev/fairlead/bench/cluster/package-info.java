@NullMarked
package dev.fairlead.bench.cluster;

import org.jspecify.annotations.NullMarked;
