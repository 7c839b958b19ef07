// The parts of a page that are the same in every report of a template and an
// installation. They stand in the prefix as form XObjects; a page only places
// them.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "creditproof/policy/v1/policy.pb.h"
#include "libs/report/canvas.h"
#include "libs/report/template.h"

namespace creditproof::report {

// Names of forms. All but kBandPeriods have their top where they are placed;
// rows have their middle there.
namespace form {
inline constexpr absl::string_view kFrame = "Frame";  // of page 1; y = 0
inline constexpr absl::string_view kNextFrame = "NextFrame";  // of page 2
inline constexpr absl::string_view kRows[] = {"Row1", "Row2", "Row3", "Row4",
                                              "Row5", "Row6", "Row7"};
inline constexpr absl::string_view kPanel = "Panel";
inline constexpr absl::string_view kRibbon = "Ribbon";  // around y = 0
inline constexpr absl::string_view kGrid = "Grid";      // without names
inline constexpr absl::string_view kAreaNames = "Areas";
inline constexpr absl::string_view kNotices = "Notices";
inline constexpr absl::string_view kVerify = "Verify";
}  // namespace form

struct FixedForm {
  std::string name;
  std::string content;
};

struct FixedForms {
  std::vector<FixedForm> forms;
  double notices_height;  // millimetres
};

// Draws the forms of `drawn` and adds the characters that most of its pages
// need to `fonts`. Fails with INVALID_ARGUMENT when a name is too long for its
// place.
absl::StatusOr<FixedForms> DrawFixedForms(FontSet& fonts, const Template& drawn,
                                          const policy::v1::Names& names);

// 25 (煤炭和矿山安全): the place of area `index` (from 0) in the grid.
struct GridCell {
  double left;
  double width;
  double top;       // below the block's
  double baseline;  // of the name, below the block's top
};
GridCell CellOf(std::size_t index);

inline constexpr Style kAreaNameStyle = {8.25};

// 01 and the area's name, of area `index` in the grid, as content of its own.
void DrawAreaName(Canvas& canvas, std::size_t index);

// Heading of a block, at the bar before it.
void DrawHeading(Canvas& canvas, double x, double top, absl::string_view text);

}  // namespace creditproof::report
