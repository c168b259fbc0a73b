/** What the API server says of callers of Fairlead: TokenReview and SubjectAccessReview. */
@NullMarked
package dev.fairlead.kube.review;

import org.jspecify.annotations.NullMarked;
