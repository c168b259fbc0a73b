/** To be told. */
@NullMarked
package dev.fairlead.sdk;

import org.jspecify.annotations.NullMarked;
