// The fixed parts of the pages that list records.
#pragma once

#include <array>

#include "creditproof/report/v1/report_data.pb.h"
#include "libs/report/canvas.h"
#include "libs/report/record_form_names.h"

namespace creditproof::report {

// Of kRecordsHead and kRecordsHeadAgain.
inline constexpr double kRecordsHeadHeight = 13.3;

// The columns of the table, from left to right.
using RecordColumns = std::array<const v1::RecordColumn*, 5>;
RecordColumns ColumnsOf(const v1::RecordsBlock& block);

// Of StateForm.
inline constexpr double kStateHeight = 5;
inline constexpr v1::ListedRecord::State kPrintedStates[] = {
    v1::ListedRecord::STATE_EFFECTIVE, v1::ListedRecord::STATE_REPAIRED,
    v1::ListedRecord::STATE_OBJECTED, v1::ListedRecord::STATE_REMOVED};

void DrawRecordsHead(Canvas& canvas);
void DrawRecordsHeadAgain(Canvas& canvas);
void DrawState(Canvas& canvas, v1::ListedRecord::State state);

// How wide DrawState's words and their edges are.
double StateWidth(Canvas& canvas, v1::ListedRecord::State state);

}  // namespace creditproof::report
