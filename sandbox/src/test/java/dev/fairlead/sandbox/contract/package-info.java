/**
 * The contract: the same calls go to a kube-apiserver and to the sandbox, and the answers are
 * compared. What is called stands in scripts ({@code contract/*.yaml} among the resources) that
 * need no Java to read, and in {@link dev.fairlead.sandbox.contract.Fabric8Scenarios}. A {@link
 * dev.fairlead.sandbox.contract.Recorder} before each server notes what passes, a {@link
 * dev.fairlead.sandbox.contract.Normaliser} takes away what must differ, a {@link
 * dev.fairlead.sandbox.contract.Comparison} finds what should not, and docs/SANDBOX.md lists what
 * may.
 */
@NullMarked
package dev.fairlead.sandbox.contract;

import org.jspecify.annotations.NullMarked;
