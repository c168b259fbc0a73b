/**
 * What the API server asks and is answered: AdmissionReview and ConversionReview to functions and
 * back. No server, no threads: an {@link dev.fairlead.webhook.review.Endpoint} is a function of a
 * body.
 */
@NullMarked
package dev.fairlead.webhook.review;

import org.jspecify.annotations.NullMarked;
