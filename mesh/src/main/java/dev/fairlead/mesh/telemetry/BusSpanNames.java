package dev.fairlead.mesh.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/**
 * Vert.x calls every span of the bus {@code send}. This names them by the role that is asked, such
 * as {@code ask watcher} and {@code answer of watcher}.
 */
final class BusSpanNames implements SpanProcessor {

  private static final AttributeKey<String> DESTINATION =
      AttributeKey.stringKey("messaging.destination.name");
  private static final String QUESTIONS = ".questions";

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    String address = span.getAttribute(DESTINATION);
    if (address == null || !address.endsWith(QUESTIONS)) {
      return;
    }
    String asked = address.substring(0, address.length() - QUESTIONS.length());
    String role = asked.substring(asked.lastIndexOf('.') + 1);
    span.updateName((span.getKind() == SpanKind.CLIENT ? "ask " : "answer of ") + role);
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {}

  @Override
  public boolean isEndRequired() {
    return false;
  }
}
