/**
 * The role {@code webhook}: the API server asks over TLS, and the operator's functions answer.
 *
 * <p>A request is counted, its body read up to a bound, and what it asks for done on a virtual
 * thread, within the time that the API server waits. What is asked and answered is in {@code
 * review}, without a server. The certificate is read again when its files change; while the new
 * files cannot be used, the certificate that is in use stays.
 */
@NullMarked
package dev.fairlead.webhook;

import org.jspecify.annotations.NullMarked;
