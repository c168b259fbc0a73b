/** The store's objects in a file, so that a sandbox can go on where it stopped. */
@NullMarked
package dev.fairlead.sandbox.store.file;

import org.jspecify.annotations.NullMarked;
