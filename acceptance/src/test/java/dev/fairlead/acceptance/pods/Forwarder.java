package dev.fairlead.acceptance.pods;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Hands connections from one address to another, byte by byte. */
final class Forwarder implements AutoCloseable {

  private final ServerSocket server;
  private final InetSocketAddress target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private Forwarder(ServerSocket server, InetSocketAddress target) {
    this.server = server;
    this.target = target;
  }

  static Forwarder open(InetSocketAddress from, InetSocketAddress to) {
    try {
      ServerSocket server = new ServerSocket();
      server.bind(from);
      Forwarder forwarder = new Forwarder(server, to);
      Thread.startVirtualThread(forwarder::accept);
      return forwarder;
    } catch (IOException unable) {
      throw new UncheckedIOException(unable);
    }
  }

  /** Where it listens. */
  InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket caller = server.accept();
        open.add(caller);
        Thread.startVirtualThread(() -> connect(caller));
      } catch (IOException closed) {
        // The loop's condition tells whether that was the end.
      }
    }
  }

  private void connect(Socket caller) {
    Socket callee = new Socket();
    open.add(callee);
    try (caller;
        callee) {
      callee.connect(target);
      Thread back = Thread.startVirtualThread(() -> pump(callee, caller));
      pump(caller, callee);
      back.join();
    } catch (IOException refused) {
      // The caller is hung up on, which says it.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(caller);
      open.remove(callee);
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException broken) {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // It is closed in any case.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException alreadyGone) {
      // It is closed in any case.
    }
    open.forEach(Forwarder::close);
  }
}
