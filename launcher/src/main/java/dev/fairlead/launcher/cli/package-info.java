/**
 * The command line, one class a command. A command checks its flags, does its work and answers with
 * an exit code; what goes wrong is one line on standard error that names the cause and the remedy.
 */
@NullMarked
package dev.fairlead.launcher.cli;

import org.jspecify.annotations.NullMarked;
