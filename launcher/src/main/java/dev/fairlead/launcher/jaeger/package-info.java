/**
 * Jaeger for a person at a terminal: a {@link dev.fairlead.launcher.jaeger.JaegerServer} as long as
 * a command runs, and one trace of it as a tree. What a mesh sends, it sends by OTLP to whatever
 * collector the {@code OTEL_*} variables name; nothing but this package knows Jaeger.
 */
@NullMarked
package dev.fairlead.launcher.jaeger;

import org.jspecify.annotations.NullMarked;
