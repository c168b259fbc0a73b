/**
 * The PaymentGateway operator: a {@link dev.fairlead.operators.paymentgateway.PaymentGateway}
 * becomes a Deployment, a Service, a PodDisruptionBudget, a HorizontalPodAutoscaler where it asks
 * for one, and a TLS Secret that is issued and rotated, or followed where somebody else has it.
 * {@link dev.fairlead.operators.paymentgateway.Replicas} tells who has the number of replicas,
 * {@link dev.fairlead.operators.paymentgateway.Tls} what becomes of the certificate.
 */
@NullMarked
package dev.fairlead.operators.paymentgateway;

import org.jspecify.annotations.NullMarked;
