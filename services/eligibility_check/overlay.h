// Writes that are not committed yet, readable as if they were.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "libs/kv/store.h"

namespace creditproof::eligibility_check {

// Not thread-safe. `store` must outlive it.
class Overlay {
 public:
  explicit Overlay(const kv::Store& store) : store_(store) {}

  // As kv::Store::Get, but absence is no error.
  absl::StatusOr<std::optional<std::string>> Get(kv::Family family,
                                                 const std::string& key) const;

  void Put(kv::Family family, const std::string& key, std::string value);
  void Delete(kv::Family family, const std::string& key);

  kv::Batch ToBatch() const;

 private:
  const kv::Store& store_;
  // Family index and key -> value; nullopt is a deletion.
  std::map<std::pair<std::size_t, std::string>, std::optional<std::string>>
      writes_;
};

}  // namespace creditproof::eligibility_check
