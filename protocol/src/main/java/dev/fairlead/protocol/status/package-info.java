/**
 * What a controller says about an object: conditions by the convention of the Kubernetes API, and
 * Events. A reconciler states a {@link dev.fairlead.protocol.status.Condition}; merged with what
 * the object says already it becomes a {@link dev.fairlead.protocol.status.ReportedCondition}.
 */
@NullMarked
package dev.fairlead.protocol.status;

import org.jspecify.annotations.NullMarked;
