@NullMarked
package dev.fairlead.sandbox.behaviour;

import org.jspecify.annotations.NullMarked;
