// The rules by which reports were issued, as the log tells them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "creditproof/changelog/v1/change.pb.h"
#include "creditproof/policy/v1/policy.pb.h"
#include "libs/kv/store.h"

namespace creditproof::verification {

struct Rules {
  // Every policy that was ever in force, by id and version, without its end:
  // that it is over changes no report.
  std::map<std::pair<std::string, std::uint32_t>, policy::v1::Policy> policies;

  // The declared kinds, by number, and whether they count by themselves.
  std::map<int, bool> kinds;

  // Of these, the ones that do not, ascending.
  std::vector<record::v1::RecordKind> uncounted_kinds() const;
};

// Whether it is a PolicyActivated or a KindDeclared.
bool IsRule(const changelog::v1::Change& change);

// Takes one of these; other changes do nothing.
void TakeRule(const changelog::v1::Change& change, Rules& rules);

// Writes what one of these says, under "policy/" || id || "/" || version or
// "kind/" || number.
void PutRule(const changelog::v1::Change& change, kv::Family family,
             kv::Batch& batch);

// Reads what PutRule wrote. Fails with DATA_LOSS (STORE_CORRUPT).
absl::StatusOr<Rules> LoadRules(const kv::Store& store, kv::Family family);

}  // namespace creditproof::verification
