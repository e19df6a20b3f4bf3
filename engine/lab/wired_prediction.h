// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernel/queue_model.h"
#include "engine/lab/prediction.h"
#include "engine/lab/run_plan.h"

namespace ls::lab {

/// What a run with a wire should give. On a wire a burst's SYNs all come to the server before the first last ACK, so
/// the SYN queue decides first who is answered, remembered, and by a cookie only; the accept queue after it. Foretold
/// are two cases: half-open clients alone, and a burst that nobody accepts, over a wire that does nothing but delay.
/// Fills in what can be told and `why`; `prediction` has its capacities already.
void predictWired(const RunPlan& plan, const kernel::QueueModel& model, Prediction& prediction);

} // namespace ls::lab
