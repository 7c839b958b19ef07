// The parts that a table falls into, each with its digest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "absl/strings/string_view.h"
#include "libs/crypto/digest.h"

namespace creditproof::reconcile {

// Rows whose keys begin alike.
struct Part {
  std::string prefix;
  std::int64_t rows = 0;
  std::string sha256;  // over key and content digest of each row, ascending
};

// Rows in, ascending by key; parts out, those with rows. Not thread-safe.
class PartBuilder {
 public:
  using Emit = std::function<void(Part)>;

  // Keys of one part share their first `part_length` characters; 0 makes the
  // whole table one part.
  PartBuilder(std::size_t part_length, Emit emit);

  // `key` has kKeyLength bytes (table_key.h), `sha256` 32.
  void Add(absl::string_view key, absl::string_view sha256);

  // The end of the table.
  void Finish();

 private:
  const std::size_t part_length_;
  const Emit emit_;
  Part part_;  // without rows: none was begun
  crypto::Sha256Stream digest_;
};

// Digest and size of a whole table. Not thread-safe.
class TableDigest {
 public:
  void Add(absl::string_view key, absl::string_view sha256);

  // Call once.
  std::string Finish() { return digest_.Finish(); }

  std::int64_t rows() const { return rows_; }

 private:
  std::int64_t rows_ = 0;
  crypto::Sha256Stream digest_;
};

}  // namespace creditproof::reconcile
