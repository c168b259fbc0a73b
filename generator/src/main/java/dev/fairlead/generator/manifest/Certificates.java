package dev.fairlead.generator.manifest;

import dev.fairlead.generator.InvalidInstallation;

/**
 * Who writes the TLS Secret that webhooks are served with, and by whose word the API server
 * believes it.
 */
public sealed interface Certificates {

  /**
   * cert-manager does: it issues and renews the certificate by an authority for these webhooks
   * alone, and tells the API server of it.
   */
  record Issued() implements Certificates {}

  /**
   * Somebody else does.
   *
   * @param authority the certificates of the authority that has signed it, in PEM
   */
  record Provided(String authority) implements Certificates {

    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";

    /**
     * @throws InvalidInstallation if there is no certificate in it
     */
    public Provided {
      if (!authority.contains(BEGIN)) {
        throw new InvalidInstallation(
            "the authority of the webhooks is no certificate in PEM: give a file with %s in it"
                .formatted(BEGIN));
      }
      authority = authority.strip().replace("\r\n", "\n") + "\n";
    }
  }
}
