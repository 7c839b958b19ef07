// The platform's table, and what the differences make of it: the source's.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/reconciliation_service.pb.h"
#include "libs/reconcile/parts.h"

namespace creditproof::ingestion {

using Differences = google::protobuf::RepeatedPtrField<v1::Difference>;

// Goes through the table here with the differences beside it, and so learns the
// digests of both tables. Not thread-safe.
class BothTables {
 public:
  // `differences`, ascending by key, must outlive this.
  explicit BothTables(const Differences& differences)
      : differences_(differences) {}

  // The next row of the table here.
  void Meet(absl::string_view key, absl::string_view sha256);

  // After the last row: what the tables come to. Call once.
  void Describe(v1::ReconciliationStatement& statement);

  // After Describe: false when one of the differences is none.
  bool all_differ() const { return all_differ_; }

 private:
  void TakeNext(std::int64_t& count);
  void LackNext();

  const Differences& differences_;
  int next_ = 0;
  bool all_differ_ = true;
  reconcile::TableDigest here_;
  reconcile::TableDigest there_;
  std::int64_t missing_here_ = 0;
  std::int64_t missing_there_ = 0;
  std::int64_t different_ = 0;
};

}  // namespace creditproof::ingestion
