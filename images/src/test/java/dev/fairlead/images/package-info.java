@NullMarked
package dev.fairlead.images;

import org.jspecify.annotations.NullMarked;
