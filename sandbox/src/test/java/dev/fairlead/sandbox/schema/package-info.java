@NullMarked
package dev.fairlead.sandbox.schema;

import org.jspecify.annotations.NullMarked;
