/**
 * One process with all roles: {@link dev.fairlead.launcher.process.FairleadProcess} connects,
 * installs what it is told to, wires the roles to each other, and takes everything down again in
 * good order.
 */
@NullMarked
package dev.fairlead.launcher.process;

import org.jspecify.annotations.NullMarked;
