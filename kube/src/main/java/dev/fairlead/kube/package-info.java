/** To be told. */
@NullMarked
package dev.fairlead.kube;

import org.jspecify.annotations.NullMarked;
