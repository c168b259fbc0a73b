package dev.fairlead.sandbox.contract;

import dev.fairlead.sandbox.contract.Stage.Output;
import java.util.List;

/** What came of a scenario on one server. */
record Outcome(List<Exchange> exchanges, List<Output> outputs) {}
