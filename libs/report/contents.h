// The marked contents of the first pages (ISO 32000-1 14.6): what drawing and
// structure agree on. Each number counts within one stream.
#pragma once

namespace creditproof::report::content {

// Of page 1 itself, in the order of reading.
inline constexpr int kCells = 0;      // values by TableFact, 12, some unused
inline constexpr int kHeadline = 12;  // of the panel
inline constexpr int kStatement = 13;
inline constexpr int kLegend = 14;  // of the grid
inline constexpr int kAreas = 15;   // marks, 50
inline constexpr int kCount = 65;   // the line under the grid

// Of the page that the verify block stands on.
inline constexpr int kQr = 66;
inline constexpr int kNumber = 67;
inline constexpr int kIssueTime = 68;
inline constexpr int kDataTime = 69;

// Of a form that has a heading. In kFrame it is the title.
inline constexpr int kHeading = 0;

// Of kRows: its labels, 1 or 2.
inline constexpr int kLabels = 0;

// Of kAreaNames: 50.
inline constexpr int kAreaNames = 0;

// Of kNotices: number and text by turns.
inline constexpr int kNotices = 1;

// Of kVerify.
inline constexpr int kHints = 1;  // 2
inline constexpr int kIssuer = 3;
inline constexpr int kRemark = 4;

// Of kRecordsHead: the heads of the columns, 5.
inline constexpr int kColumns = 1;

// Of a page that lists records: on the first of them the line above the table,
// on all of them 5 for each row.
inline constexpr int kCaption = 0;
inline constexpr int kRows = 1;

}  // namespace creditproof::report::content
