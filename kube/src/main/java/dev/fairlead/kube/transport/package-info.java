/**
 * The HTTP layer of fabric8's client on Vert.x: the only place of this module that knows Vert.x.
 * fabric8 brings configuration, credentials and interceptors; this brings the bytes to the server
 * and back, over HTTP/1.1 and WebSocket, all on one event loop of its own. {@link
 * dev.fairlead.kube.transport.Exchange} is one call, and {@link
 * dev.fairlead.kube.transport.BoundedCall} is how a caller ends it at any time.
 */
@NullMarked
package dev.fairlead.kube.transport;

import org.jspecify.annotations.NullMarked;
