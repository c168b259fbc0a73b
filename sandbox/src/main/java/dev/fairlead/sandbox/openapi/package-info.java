/** The schemas and paths of the kinds, as OpenAPI v3 documents. */
@NullMarked
package dev.fairlead.sandbox.openapi;

import org.jspecify.annotations.NullMarked;
