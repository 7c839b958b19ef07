// Reconciles a department's own table with the platform's.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "creditproof/ingestion/v1/reconciliation_service.grpc.pb.h"
#include "libs/reconcile/field_difference.h"
#include "libs/reconcile/narrow.h"
#include "libs/reconcile/read_table.h"

namespace creditproof::tool {

// One row that differs, as people are told of it.
struct ToldDifference {
  reconcile::Kind kind{};
  std::string key;
  std::int64_t row = 0;  // in the file; 0 when it is not there
  std::string credit_code;
  std::string name;
  std::string document_number;
  std::string region_code;                         // as the row gives it
  std::vector<reconcile::FieldDifference> fields;  // of kDifferent
  // The platform lacks it because the source does not answer for it.
  bool not_responsible = false;
};

struct ReconciliationCost {
  absl::Duration reading;    // and digesting the file
  absl::Duration comparing;  // all else
  std::int64_t bytes = 0;    // of messages, both ways
};

struct Reconciliation {
  reconcile::SourceTable source;
  reconcile::Comparison comparison;
  std::vector<ToldDifference> told;

  // Unset where there are too many differences to be kept.
  ingestion::v1::ConcludeReconciliationResponse signed_statement;
  ingestion::v1::ReconciliationStatement statement;
  ReconciliationCost cost;
};

// Fails with what ingestion says, or FILE_UNREADABLE. `file` must outlive the
// result.
absl::StatusOr<Reconciliation> Reconcile(
    ingestion::v1::ReconciliationService::Stub& stub,
    const std::string& source_id, ingestion::v1::FileKind file_kind,
    absl::string_view file);

}  // namespace creditproof::tool
