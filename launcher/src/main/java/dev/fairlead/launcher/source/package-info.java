/**
 * Where configuration is kept: the file, a ConfigMap, a key of Consul, a secret of Vault. Each is a
 * {@link dev.fairlead.launcher.source.Source} that follows one text for as long as it can, on a
 * virtual thread of its own. A {@link dev.fairlead.launcher.source.FollowedStore} shows it to
 * vertx-config as a {@code ConfigStore} that always has the last good text at hand, says once that
 * its source is away and once that it is back; a {@code ConfigRetriever} finds what has changed.
 * {@link dev.fairlead.launcher.source.Sources} is what others use.
 *
 * <p>Texts stay texts: they are read as the file is, so that a mistake is named with its line.
 */
@NullMarked
package dev.fairlead.launcher.source;

import org.jspecify.annotations.NullMarked;
