/** Why a request is refused, in the API's own words: the Status that a client gets. */
@NullMarked
package dev.fairlead.sandbox.rejection;

import org.jspecify.annotations.NullMarked;
