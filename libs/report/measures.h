// The measures that all templates share. Lengths are in millimetres, positions
// from the top left corner of the sheet; sizes of type are in points.
#pragma once

namespace creditproof::report {

inline constexpr double kPointsPerMillimetre = 72.0 / 25.4;

inline constexpr double kSheetHeight = 297;

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

// From an area's number to its name.
inline constexpr double kAreaName = 4.6;

// The verify block. The QR code is read from a copy of a copy at this size.
inline constexpr double kVerifyHeight = 37;
inline constexpr double kQrSide = 30;
inline constexpr double kQrTop = 3.3;

}  // namespace creditproof::report
