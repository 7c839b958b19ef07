// Where the log last told something of a subject that matters to its reports.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "creditproof/changelog/v1/change.pb.h"
#include "creditproof/report/v1/report_data.pb.h"

namespace creditproof::verification {

struct Bar {
  absl::CivilDay last_day;  // CivilDay::max() when without end
};

// Positions in the log of the subject's partition; 0 for never.
struct LastChanges {
  // The last change after which an older report may not be registered any more:
  // whatever could make its page wrong, so every registration too.
  std::uint64_t stopping = 0;

  // The last change that takes something off what a report lists: a record that
  // was withdrawn, repaired or has lapsed. It misleads nobody about a clean
  // report.
  std::uint64_t lightening = 0;

  // The last bar, unless it was lifted.
  std::optional<Bar> bar;
};

// Whether the subject is barred on the day `today`.
bool IsBarred(const LastChanges& last, absl::CivilDay today);

// Moves `last` on over `change`, which lies at `position`.
void Note(const changelog::v1::Change& change, std::uint64_t position,
          LastChanges& last);

// Where the last change lies after which `data` may not be registered any more.
std::uint64_t LastStopping(const LastChanges& last,
                           const report::v1::ReportData& data);

// Layout, big-endian: stopping (8) || lightening (8), then, where there is a
// bar, its last day: days from 1970-01-01 (4), all ones for no end.
std::string EncodeLastChanges(const LastChanges& last);

// Fails with DATA_LOSS (STORE_CORRUPT).
absl::StatusOr<LastChanges> DecodeLastChanges(absl::string_view bytes);

}  // namespace creditproof::verification
