// The fixed parts of the pages that list records.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "libs/report/canvas.h"
#include "libs/report/fixed_forms.h"

namespace creditproof::report {

// The table's columns.
inline constexpr double kNumberLeft = kLeft + 1;
inline constexpr double kKindLeft = kLeft + 10;
inline constexpr double kKindWidth = 30;
inline constexpr double kDateLeft = kLeft + 41;
inline constexpr double kContentLeft = kLeft + 69;
inline constexpr double kContentWidth = 70;
inline constexpr double kStateLeft = kLeft + 141;

namespace form {
// Heading and head row, kRecordsHeadHeight high: of the first page with records
// and, as an artifact, of those behind it.
inline constexpr absl::string_view kRecordsHead = "Records";
inline constexpr absl::string_view kRecordsHeadAgain = "RecordsAgain";
}  // namespace form
inline constexpr double kRecordsHeadHeight = 13.3;

// Name of the form that shows the state, kStateHeight high.
std::string StateForm(v1::ListedRecord::State state);
inline constexpr double kStateHeight = 5;

// Adds the characters that most records need to `fonts`, too.
std::vector<FixedForm> DrawRecordForms(FontSet& fonts);

}  // namespace creditproof::report
