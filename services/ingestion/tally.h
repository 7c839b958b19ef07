// The running account of a delivery's rows.
#pragma once

#include <cstdint>
#include <map>

#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "libs/receipt/rows_digest.h"

namespace creditproof::ingestion {

// Counts rows by outcome and digests them.
class Tally {
 public:
  // `raw_sha256` of the row's bytes in the file; of an excluded row it is left
  // out.
  void Add(const v1::RowVerdict& verdict, absl::string_view raw_sha256);

  std::int64_t rows() const { return rows_; }
  std::int64_t rows(v1::RowOutcome outcome) const;

  // Whether the source looked: some row could be taken, or there was none.
  bool HasLooked() const;

  // Fills in counts and rows_sha256.
  void Describe(v1::ReceiptStatement& statement) const;

 private:
  std::int64_t rows_ = 0;
  std::map<v1::RowOutcome, std::int64_t> counts_;
  receipt::RowsDigest digest_;
};

}  // namespace creditproof::ingestion
