/**
 * What turns reconcilers into a program: {@link dev.fairlead.launcher.Fairlead#run} is all that the
 * main method of an operator calls. The packages below hold the command line, the client of the
 * gateway, and the wiring of roles into a process.
 */
@NullMarked
package dev.fairlead.launcher;

import org.jspecify.annotations.NullMarked;
