// The measures of the template. Lengths are in millimetres, positions from the
// top left corner of the sheet; sizes of type are in points.
#pragma once

namespace creditproof::report {

inline constexpr double kPointsPerMillimetre = 72.0 / 25.4;

inline constexpr double kSheetHeight = 297;
inline constexpr double kLeft = 25;  // the holes of a binder reach 15
inline constexpr double kWidth = 166;
inline constexpr double kRight = kLeft + kWidth;

// Where a baseline lies: with WenQuanYi Micro Hei, 0.35 em below the middle of
// its line.
inline constexpr double Baseline(double top, double leading, double size) {
  return top + leading / 2 + 0.35 * size / kPointsPerMillimetre;
}

// Weights of lines.
inline constexpr double kEdge = 0.4;       // of blocks
inline constexpr double kInnerEdge = 0.2;  // within a block
inline constexpr double kRowLine = 0.1;
inline constexpr double kBoxLine = 0.25;

// The tables: four columns, of which a long value spans the last three.
inline constexpr double kLabel1 = kLeft + 1;
inline constexpr double kValue1 = kLeft + 31;
inline constexpr double kLabel2 = kLeft + 86;
inline constexpr double kValue2 = kLeft + 105;
inline constexpr double kNarrowValue = 53;
inline constexpr double kWideValue = kRight - kValue1;
inline constexpr double kLastValue = kRight - kValue2;

// The grid of areas: five columns of ten, filled downwards.
inline constexpr int kGridColumns = 5;
inline constexpr int kGridRows = 10;
inline constexpr double kGridRow = 6.06;
inline constexpr double kGridTop = 5.6;      // below the top of the block
inline constexpr double kGridHeight = 66.4;  // of heading and rows
inline constexpr double kGridName = 4.6;     // right of the area's number

inline constexpr double GridColumnLeft(int column) {
  return column == 0 ? kLeft : kLeft + 36.2 + 2.75 + (column - 1) * 32.45;
}
inline constexpr double GridColumnWidth(int column) {
  return column == 0 ? 36.2 : 29.7;
}

// The verify block.
inline constexpr double kVerifyHeight = 37;
inline constexpr double kQrSide = 30;
inline constexpr double kQrTop = 3.3;
inline constexpr double kVerifyText = kLeft + 35;

}  // namespace creditproof::report
