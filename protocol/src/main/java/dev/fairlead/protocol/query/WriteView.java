package dev.fairlead.protocol.query;

/**
 * A write of an attempt.
 *
 * @param code the HTTP status; 0 if no answer came
 */
public record WriteView(String verb, String object, int code) {}
