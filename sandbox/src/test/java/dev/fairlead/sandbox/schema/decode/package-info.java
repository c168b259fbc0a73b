@NullMarked
package dev.fairlead.sandbox.schema.decode;

import org.jspecify.annotations.NullMarked;
