@NullMarked
package dev.fairlead.sandbox.access;

import org.jspecify.annotations.NullMarked;
