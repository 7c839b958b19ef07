// Opening and closing the mismatches between a source's table and the platform.
#pragma once

#include <map>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "services/ingestion/act.h"
#include "services/ingestion/acting.h"
#include "services/ingestion/call_fields.h"

namespace creditproof::ingestion {

// Whose table is compared, and by whom.
struct Reconciler {
  std::string source_id;
  record::v1::RecordKind record_kind{};  // unspecified for registrations
  std::string client;
};

struct Settled {
  int opened = 0;
  int closed = 0;
};

// Opens the mismatches of `standing`, subjects by key of the row, that are not
// open yet; closes those of the other rows that were `compared`.
absl::StatusOr<Settled> SettleMismatches(
    const Reconciler& reconciler,
    const std::map<std::string, std::string>& standing,
    const std::set<std::string>& compared, Act& act);

// Closes it for this reason, if it is open, and says what it is or was. Fails
// with INVALID_ARGUMENT (INVALID_FIELD) when there never was such a one.
absl::StatusOr<v1::IndexedMismatch> DismissMismatch(const SourceItem& item,
                                                    const std::string& reason,
                                                    const Acting& acting,
                                                    Act& act);

}  // namespace creditproof::ingestion
