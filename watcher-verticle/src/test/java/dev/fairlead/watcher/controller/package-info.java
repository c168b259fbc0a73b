/** Tests. */
@NullMarked
package dev.fairlead.watcher.controller;

import org.jspecify.annotations.NullMarked;
