// What pages call the fixed parts of the table of records.
#pragma once

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "creditproof/report/v1/report_data.pb.h"

namespace creditproof::report {

namespace form {
// Heading and head row: of the first page with records and, as an artifact, of
// those behind it.
inline constexpr absl::string_view kRecordsHead = "Records";
inline constexpr absl::string_view kRecordsHeadAgain = "RecordsAgain";
}  // namespace form

// The form that shows the state.
inline std::string StateForm(v1::ListedRecord::State state) {
  return absl::StrCat("State", static_cast<int>(state));
}

}  // namespace creditproof::report
