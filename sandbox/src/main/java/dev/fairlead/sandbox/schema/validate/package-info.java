/**
 * Whether a custom resource is what its definition says, and whether a definition's schema is
 * structural.
 */
@NullMarked
package dev.fairlead.sandbox.schema.validate;

import org.jspecify.annotations.NullMarked;
