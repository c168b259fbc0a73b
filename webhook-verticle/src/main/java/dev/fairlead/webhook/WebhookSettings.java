package dev.fairlead.webhook;

import java.nio.file.Path;

/**
 * Where webhooks are served, and as whom.
 *
 * @param host the address that is listened on
 * @param port 0 for any
 * @param certificate PEM: the certificate of the Service's name, with what leads to its authority
 * @param key PEM: the private key of the certificate, not encrypted
 */
public record WebhookSettings(String host, int port, Path certificate, Path key) {}
