/**
 * What people ask: questions that the gateway sends over the bus, and the views that answer them.
 * The views have the shape of the gateway's JSON, field by field; an empty Optional is written as
 * null.
 */
@NullMarked
package dev.fairlead.protocol.query;

import org.jspecify.annotations.NullMarked;
