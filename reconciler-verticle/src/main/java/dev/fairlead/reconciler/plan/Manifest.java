package dev.fairlead.reconciler.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.protocol.object.ObjectRef;

/**
 * A child as it is to be applied, owner reference and hash included.
 *
 * @param json not to be changed
 */
public record Manifest(ObjectRef ref, ObjectNode json) {}
