// The running account of a delivery's rows.
#pragma once

#include <cstdint>
#include <map>

#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "libs/crypto/digest.h"

namespace creditproof::ingestion {

// Counts rows by outcome and digests them: rows_sha256 is SHA-256 over, for
// each row in order, its number (8 bytes, big-endian), its outcome's number (1
// byte) and, unless it was excluded, the 32 bytes of its raw SHA-256.
class Tally {
 public:
  void Add(const v1::RowVerdict& verdict, absl::string_view raw_sha256);

  std::int64_t rows() const { return rows_; }

  // Whether the source looked: some row could be taken, or there was none.
  bool HasLooked() const;

  // Fills in counts and rows_sha256.
  void Describe(v1::ReceiptStatement& statement) const;

 private:
  std::int64_t rows_ = 0;
  std::map<v1::RowOutcome, std::int64_t> counts_;
  crypto::Sha256Stream digest_;
};

}  // namespace creditproof::ingestion
