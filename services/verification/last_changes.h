// What verification keeps of a subject: where the log last told something of it
// that matters to its reports.
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

// What of a registration a reader of the report relies on.
struct Registered {
  record::v1::RegistrationStatus status;
  std::string name_sha256;
};

struct Bar {
  std::uint64_t position = 0;
  absl::CivilDay last_day;  // CivilDay::max() when without end
};

// Positions in the log of the subject's partition; 0 for never.
struct LastChanges {
  // The last change after which an older report may not be registered any more:
  // whatever could make its page wrong, so every registration too.
  std::uint64_t stopping = 0;

  // The last change after which an issued report counts as changed since: a
  // record, an objection, a hold, another name, or a registration that is not
  // active any more. Another address is none.
  std::uint64_t counting = 0;

  // The last change that takes something off what a report lists: a record that
  // was withdrawn, repaired or has lapsed. It misleads nobody about a clean
  // report.
  std::uint64_t lightening = 0;

  // The last registration.
  std::optional<Registered> registered;

  // The last bar. An issued report counts as changed since while it bars: until
  // it is lifted, which leaves nothing of it, or its last day is over.
  std::optional<Bar> bar;
};

// Whether the subject is barred on the day `today`.
bool IsBarred(const LastChanges& last, absl::CivilDay today);

// Moves `last` on over `change`, which lies at `position`.
void Note(const changelog::v1::Change& change, std::uint64_t position,
          LastChanges& last);

// Where the last change lies after which `data` may not be registered any more,
// or, issued, counts as changed since on the day `today`.
std::uint64_t LastStopping(const LastChanges& last,
                           const report::v1::ReportData& data);
std::uint64_t LastCounting(const LastChanges& last,
                           const report::v1::ReportData& data,
                           absl::CivilDay today);

// Layout, big-endian: stopping (8) || counting (8) || lightening (8), then,
// once registered, status (4) || SHA-256 of the name (32), then, where there is
// a bar, its position (8) || days from 1970-01-01 to its last day (4), all ones
// for no end. Without lightening where it was written before there were reports
// that list records.
std::string EncodeLastChanges(const LastChanges& last);

// Fails with DATA_LOSS (STORE_CORRUPT).
absl::StatusOr<LastChanges> DecodeLastChanges(absl::string_view bytes);

}  // namespace creditproof::verification
