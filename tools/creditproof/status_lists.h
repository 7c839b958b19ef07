// The status lists that somebody verifies with off line.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/status_list/status_list.h"

namespace creditproof::tool {

class StatusLists {
 public:
  // Reads `file` and proves it by the keys of `keys`/status. Fails with
  // NOT_FOUND (a file, a key) or INVALID_ARGUMENT: wrongly signed, past its
  // end, or made in the future.
  static absl::StatusOr<StatusLists> Read(const std::filesystem::path& file,
                                          const std::filesystem::path& keys,
                                          absl::Time now);

  enum class Standing { kStands, kFallen, kNotListed };
  struct Found {
    Standing standing;
    absl::Time made;  // of the list; when nothing covers the report, of any
    std::string when;  // China time and age, such as `… 09:30:00（20 分钟前）`
  };
  Found Find(std::uint32_t status_index) const;

  // Whether any list says that others may have the key, or that it has not
  // signed yet.
  bool Distrusts(absl::string_view key_fingerprint) const;

 private:
  StatusLists(std::vector<status_list::StatusList> lists, absl::Time now)
      : lists_(std::move(lists)), now_(now) {}

  std::vector<status_list::StatusList> lists_;  // at least one
  absl::Time now_;
};

}  // namespace creditproof::tool
