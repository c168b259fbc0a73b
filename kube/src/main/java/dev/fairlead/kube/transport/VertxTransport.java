package dev.fairlead.kube.transport;

import io.fabric8.kubernetes.client.http.HttpClient;

/**
 * Makes HTTP clients of fabric8 that are Vert.x's. Each has an event loop; derived ones share it.
 */
public final class VertxTransport implements HttpClient.Factory {

  @Override
  public HttpClient.Builder newBuilder() {
    return new TransportBuilder(this);
  }

  /** Whoever puts another client on the class path wants it for clients of their own. */
  @Override
  public int priority() {
    return -1;
  }
}
