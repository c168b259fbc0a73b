package dev.fairlead.watcher.dispatch;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import java.time.Instant;

/** Who owns a partition, at which epoch, since when. */
public record Ownership(Incarnation owner, Partition partition, long epoch, Instant since) {}
