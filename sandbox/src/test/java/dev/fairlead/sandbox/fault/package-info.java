@NullMarked
package dev.fairlead.sandbox.fault;

import org.jspecify.annotations.NullMarked;
