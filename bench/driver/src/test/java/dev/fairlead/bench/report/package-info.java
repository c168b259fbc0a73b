@NullMarked
package dev.fairlead.bench.report;

import org.jspecify.annotations.NullMarked;
