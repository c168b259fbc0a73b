package dev.fairlead.mesh.cluster;

import java.nio.file.Path;

/**
 * Mutual TLS of a mesh's own, where no service mesh does it. Whoever has a certificate of the
 * authority is a member: names are not compared, because Pods have none of their own; so the
 * authority must be for this mesh alone. The files are PEM and are read again when they change.
 *
 * @param certificate of the process, with what leads to the authority
 * @param key of the certificate, not encrypted
 * @param authority that signs the certificates of all members
 */
public record TlsSettings(Path certificate, Path key, Path authority) {}
