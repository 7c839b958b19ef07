#include "tools/creditproof/snapshot_name.h"

#include <cstdint>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/base/date.h"
#include "libs/intake/file_error.h"

namespace creditproof::tool {
namespace {

constexpr absl::string_view kDigits = "0123456789";

// ISO 8601; empty when `part` is no day of eight digits.
std::string DayOf(absl::string_view part) {
  if (part.size() != 8 ||
      part.find_first_not_of(kDigits) != absl::string_view::npos) {
    return "";
  }
  std::string day = absl::StrCat(part.substr(0, 4), "-", part.substr(4, 2), "-",
                                 part.substr(6));
  return base::ParseDate(day).ok() ? day : "";
}

}  // namespace

absl::StatusOr<ingestion::v1::Snapshot> SnapshotOfName(
    absl::string_view file_name) {
  const std::vector<absl::string_view> parts = absl::StrSplit(file_name, '.');
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string day = DayOf(parts[i]);
    if (day.empty()) continue;
    ingestion::v1::Snapshot snapshot;
    snapshot.set_as_of_date(day);
    std::int64_t rows = 0;
    if (i + 1 < parts.size() && absl::SimpleAtoi(parts[i + 1], &rows)) {
      snapshot.set_row_count(rows);
    }
    return snapshot;
  }
  return intake::FileUnreadable(
      "SNAPSHOT_NAME",
      "快照的文件名中须写明截止日期和行数，用点隔开，例如 "
      "名单.20260630.18204.csv");
}

}  // namespace creditproof::tool
