@NullMarked
package dev.fairlead.controlplane;

import org.jspecify.annotations.NullMarked;
