package dev.fairlead.webhook;

import io.vertx.core.buffer.Buffer;

/** What is sent back. */
record Reply(int code, String contentType, Buffer body) {

  static Reply json(byte[] body) {
    return new Reply(200, "application/json", Buffer.buffer(body));
  }

  /** Why there is no answer: one line, which the API server shows to whoever asked it. */
  static Reply problem(int code, String why) {
    return new Reply(code, "text/plain; charset=utf-8", Buffer.buffer(why + "\n"));
  }
}
