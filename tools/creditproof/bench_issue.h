// IssueReport end to end, against a whole installation.
#pragma once

#include "absl/status/statusor.h"
#include "tools/creditproof/bench_meter.h"

namespace creditproof::tool {

struct IssueFigures {
  LoadFigures full;     // as fast as it goes
  LoadFigures paced;    // 200 a second
  double memory_bytes;  // that report-rendering had at most
};

// Starts an installation, registers subjects, and has reports issued to them
// over mutual TLS, as a portal back end that asserts who is logged in: strong
// check, signed, read back, and on disk at report-rendering and verification
// before each is answered. Its services and this load share the machine.
absl::StatusOr<IssueFigures> MeasureIssuing();

}  // namespace creditproof::tool
