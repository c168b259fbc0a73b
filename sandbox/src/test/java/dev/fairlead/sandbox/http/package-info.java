@NullMarked
package dev.fairlead.sandbox.http;

import org.jspecify.annotations.NullMarked;
