/**
 * The Memcached operator on the Java Operator SDK, for the comparison only: a reconciler, a
 * dependent resource that the framework creates and matches, a main.
 */
package dev.fairlead.bench.josdk;
