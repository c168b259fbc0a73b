/**
 * Who may do what: tokens name a user, impersonation may name another, and RBAC decides from the
 * roles and bindings in the store. The reviews ask the same questions for somebody else.
 */
@NullMarked
package dev.fairlead.sandbox.access;

import org.jspecify.annotations.NullMarked;
