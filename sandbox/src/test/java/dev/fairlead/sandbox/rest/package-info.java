@NullMarked
package dev.fairlead.sandbox.rest;

import org.jspecify.annotations.NullMarked;
