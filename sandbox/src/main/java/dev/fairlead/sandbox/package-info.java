/**
 * A Kubernetes API server in this process, for demos and tests: {@link
 * dev.fairlead.sandbox.Sandbox#start} gives one. It answers as kube-apiserver does, keeps
 * everything in memory, and goes when it is closed.
 */
@NullMarked
package dev.fairlead.sandbox;

import org.jspecify.annotations.NullMarked;
