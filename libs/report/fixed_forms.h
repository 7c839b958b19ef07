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

// Names of forms. All have their top where they are placed; rows have their
// middle there.
namespace form {
inline constexpr absl::string_view kFrame = "Frame";  // of page 1; y = 0
inline constexpr absl::string_view kNextFrame = "NextFrame";  // of page 2
inline constexpr absl::string_view kPanel = "Panel";
inline constexpr absl::string_view kRibbon = "Ribbon";  // around y = 0
inline constexpr absl::string_view kGrid = "Grid";      // without names
inline constexpr absl::string_view kAreaNames = "Areas";
inline constexpr absl::string_view kNotices = "Notices";
inline constexpr absl::string_view kVerify = "Verify";

// The labels of a row of the tables, from 0, counted through both.
std::string Row(int index);
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
// need to `fonts`. Fails with FAILED_PRECONDITION (GLYPH_MISSING).
absl::StatusOr<FixedForms> DrawFixedForms(FontSet& fonts, const Template& drawn,
                                          const policy::v1::Names& names);

}  // namespace creditproof::report
