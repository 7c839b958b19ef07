// The digest over a delivery's rows, which a department can compute again from
// the file that it delivered.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "libs/crypto/digest.h"

namespace creditproof::receipt {

// SHA-256 over, for each row in order, its number (8 bytes, big-endian) and
// either 1 (1 byte) and the SHA-256 of its raw bytes (32), or, for a row that
// was excluded, 0. What else became of a row does not enter: the same file has
// the same digest however often it is delivered. Not thread-safe.
class RowsDigest {
 public:
  void Add(std::int64_t row, absl::string_view raw_sha256);
  void AddExcluded(std::int64_t row);

  // 32 raw bytes, of the rows so far.
  std::string Value() const;

 private:
  crypto::Sha256Stream digest_;
};

}  // namespace creditproof::receipt
