/** The client of the gateway's HTTP interface, and how its answers look on a terminal. */
@NullMarked
package dev.fairlead.launcher.client;

import org.jspecify.annotations.NullMarked;
