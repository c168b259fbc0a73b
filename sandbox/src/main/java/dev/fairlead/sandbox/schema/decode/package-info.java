/**
 * From a request's bytes to an object of a kind, as strictly as the request asks: malformed text,
 * wrong types, unknown and duplicate fields.
 */
@NullMarked
package dev.fairlead.sandbox.schema.decode;

import org.jspecify.annotations.NullMarked;
