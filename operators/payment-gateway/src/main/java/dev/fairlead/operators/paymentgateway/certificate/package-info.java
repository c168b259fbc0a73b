/**
 * Certificates for servers. A {@link
 * dev.fairlead.operators.paymentgateway.certificate.CertificateRequest} says what is wanted, a
 * {@link dev.fairlead.operators.paymentgateway.certificate.CertificateAuthority} issues it, a
 * {@link dev.fairlead.operators.paymentgateway.certificate.KeyedChain} is a certificate with its
 * private key as a Secret holds them, and {@link
 * dev.fairlead.operators.paymentgateway.certificate.Renewal} tells when one has to give way to the
 * next. Time is an argument; nothing here knows Kubernetes, logs, or puts a private key into a
 * message.
 */
@NullMarked
package dev.fairlead.operators.paymentgateway.certificate;

import org.jspecify.annotations.NullMarked;
