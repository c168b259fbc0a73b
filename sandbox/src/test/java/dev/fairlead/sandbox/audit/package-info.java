@NullMarked
package dev.fairlead.sandbox.audit;

import org.jspecify.annotations.NullMarked;
