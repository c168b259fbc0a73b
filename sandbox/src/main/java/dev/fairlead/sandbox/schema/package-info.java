/**
 * What an object of a kind may look like: types, defaults, and how lists and maps merge. One model
 * serves the built-in kinds (from the API's own OpenAPI documents) and custom resources (from their
 * definitions).
 */
@NullMarked
package dev.fairlead.sandbox.schema;

import org.jspecify.annotations.NullMarked;
