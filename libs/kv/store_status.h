// What RocksDB says and takes, in the words of absl.
#pragma once

#include <rocksdb/slice.h>
#include <rocksdb/status.h>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace creditproof::kv {

inline rocksdb::Slice ToSlice(absl::string_view text) {
  return {text.data(), text.size()};
}

inline absl::string_view ToView(rocksdb::Slice slice) {
  return {slice.data(), slice.size()};
}

// `key` is named where it cannot be read.
absl::Status ToStatus(const rocksdb::Status& status,
                      absl::string_view key = "");

}  // namespace creditproof::kv
