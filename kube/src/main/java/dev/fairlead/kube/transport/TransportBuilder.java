package dev.fairlead.kube.transport;

import io.fabric8.kubernetes.client.http.StandardHttpClientBuilder;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What fabric8 has configured, on its way to a client. */
final class TransportBuilder
    extends StandardHttpClientBuilder<TransportClient, VertxTransport, TransportBuilder> {

  private static final Logger LOG = LoggerFactory.getLogger(TransportBuilder.class);

  TransportBuilder(VertxTransport factory) {
    super(factory);
  }

  @Override
  public TransportClient build() {
    if (client != null) {
      return new TransportClient(this, client.getClosed(), client.connections());
    }
    if (tlsServerName != null && !tlsServerName.isEmpty()) {
      LOG.warn("The kubeconfig's tls-server-name {} is passed over", tlsServerName);
    }
    return new TransportClient(this, new AtomicBoolean(), Connections.open(this));
  }

  @Override
  protected TransportBuilder newInstance(VertxTransport factory) {
    return new TransportBuilder(factory);
  }
}
