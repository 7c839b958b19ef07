// The fixed parts of the pages that list records.
#pragma once

#include <vector>

#include "libs/report/canvas.h"
#include "libs/report/fixed_forms.h"
#include "libs/report/record_form_names.h"

namespace creditproof::report {

// The table's columns.
inline constexpr double kNumberLeft = kLeft + 1;
inline constexpr double kKindLeft = kLeft + 10;
inline constexpr double kKindWidth = 30;
inline constexpr double kDateLeft = kLeft + 41;
inline constexpr double kContentLeft = kLeft + 69;
inline constexpr double kContentWidth = 70;
inline constexpr double kStateLeft = kLeft + 141;

// Of the forms kRecordsHead and kRecordsHeadAgain, and of one of a state.
inline constexpr double kRecordsHeadHeight = 13.3;
inline constexpr double kStateHeight = 5;

// Adds the characters that most records need to `fonts`, too.
std::vector<FixedForm> DrawRecordForms(FontSet& fonts);

}  // namespace creditproof::report
