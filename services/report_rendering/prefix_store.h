// The bytes that all reports of a template begin with, kept once.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/kv/store.h"

namespace creditproof::report_rendering {

// Remembers those that were kept or read, so that a report costs neither a
// digest nor a read of what it shares with the one before. There are as many
// as templates and names that were ever printed: a few, of some 70 KB.
// Thread-safe.
//
// Layout: "prefix/" || SHA-256 -> the bytes.
class PrefixStore {
 public:
  // `store` must outlive this object.
  PrefixStore(kv::Store& store, kv::Family family)
      : store_(store), family_(family) {}

  // Keeps `prefix`, on disk when it is new. Returns its SHA-256.
  absl::StatusOr<std::string> Keep(absl::string_view prefix);

  // The bytes whose SHA-256 this is. Fails with NOT_FOUND.
  absl::StatusOr<std::shared_ptr<const std::string>> Read(
      absl::string_view sha256) const;

 private:
  using Known = std::map<std::string, std::shared_ptr<const std::string>,
                         std::less<>>;  // by SHA-256

  Known known() const;
  void Remember(std::string sha256,
                std::shared_ptr<const std::string> prefix) const;

  kv::Store& store_;
  const kv::Family family_;
  mutable std::mutex mutex_;
  mutable Known known_;  // guarded by mutex_
};

}  // namespace creditproof::report_rendering
