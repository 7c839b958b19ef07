// What verification keeps of a subject: where the log last told something of it
// that matters to its reports.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/changelog/v1/change.pb.h"
#include "creditproof/report/v1/report_data.pb.h"

namespace creditproof::verification {

// What of a registration a reader of the report relies on.
struct Registered {
  record::v1::RegistrationStatus status;
  std::string name_sha256;
};

// Positions in the log of the subject's partition; 0 for never.
struct LastChanges {
  // The last change after which an older report may not be registered any more:
  // whatever could make its page wrong, so every registration too.
  std::uint64_t stopping = 0;

  // The last change after which an issued report counts as changed since: a
  // record, an objection, a hold, a bar, another name, or a registration that
  // is not active any more. Another address is none.
  std::uint64_t counting = 0;

  // The last change that takes something off what a report lists: a record that
  // was withdrawn, repaired or has lapsed. It misleads nobody about a clean
  // report.
  std::uint64_t lightening = 0;

  // The last registration.
  std::optional<Registered> registered;
};

// Moves `last` on over `change`, which lies at `position`.
void Note(const changelog::v1::Change& change, std::uint64_t position,
          LastChanges& last);

// Where the last change lies after which `data` may not be registered any more,
// or, issued, counts as changed since.
std::uint64_t LastStopping(const LastChanges& last,
                           const report::v1::ReportData& data);
std::uint64_t LastCounting(const LastChanges& last,
                           const report::v1::ReportData& data);

// Layout, big-endian: stopping (8) || counting (8) || lightening (8), then,
// once registered, status (4) || SHA-256 of the name (32). Without lightening
// where it was written before there were reports that list records.
std::string EncodeLastChanges(const LastChanges& last);

// Fails with DATA_LOSS (STORE_CORRUPT).
absl::StatusOr<LastChanges> DecodeLastChanges(absl::string_view bytes);

}  // namespace creditproof::verification
