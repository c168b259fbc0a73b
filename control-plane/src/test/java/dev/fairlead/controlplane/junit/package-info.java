@NullMarked
package dev.fairlead.controlplane.junit;

import org.jspecify.annotations.NullMarked;
