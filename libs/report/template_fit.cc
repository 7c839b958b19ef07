#include "libs/report/template_fit.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "libs/base/status_macros.h"
#include "libs/report/conclusion.h"
#include "libs/report/facts.h"
#include "libs/report/fixed_forms.h"
#include "libs/report/grid_fit.h"
#include "libs/report/heading.h"
#include "libs/report/legend.h"
#include "libs/report/pages.h"
#include "libs/report/specimen.h"
#include "libs/report/text_fit.h"

namespace creditproof::report {
namespace {

// Figures of more digits than the specimen's.
constexpr double kHeadlineReserve = 8;

absl::Status DrawSpecimen(const Template& drawn, const policy::v1::Names& names,
                          const Faces& faces, Problems& problems) {
  FontSet fonts(faces, 'F');
  ASSIGN_OR_RETURN(const FixedForms fixed, DrawFixedForms(fonts, drawn, names));
  ASSIGN_OR_RETURN(const Facts facts,
                   ReadPreviewFacts(Specimen(drawn, names), drawn, names));
  Canvas canvas(fonts, drawn, 0);
  const double room = HeadlineRoom(canvas, facts) - kHeadlineReserve;
  if (room < 0) {
    problems.push_back(
        {"conclusion.headline",
         absl::StrFormat("takes %.1f mm more than there are with the remark "
                         "behind it: shorten one, or set them smaller",
                         -room)});
  }
  const double heading = canvas.Width(drawn.grid().heading(),
                                      StyleOf(drawn.sheet().heading_style())) +
                         kHeadingIndent + 2;
  const double legend = LegendLeft(canvas, facts) - canvas.left() - heading;
  if (legend < 0) {
    problems.push_back(
        {"grid.heading",
         absl::StrFormat("takes %.1f mm more than there are with what the "
                         "marks mean beside it: shorten one, or set it smaller",
                         -legend)});
  }
  return DrawPages(facts, drawn, fonts, fixed.notices_height).status();
}

}  // namespace

Problems Misfits(const Template& drawn, const policy::v1::Names& names,
                 const Faces& faces) {
  FontSet fonts(faces, 'F');
  Canvas canvas(fonts, drawn, 0);
  const Values values = NameValues(names);
  Problems problems = TextMisfits(canvas, values);
  for (Problem& problem : GridMisfits(canvas)) {
    problems.push_back(std::move(problem));
  }
  const absl::Status status = DrawSpecimen(drawn, names, faces, problems);
  if (!status.ok()) {
    problems.push_back({"sheet", absl::StrCat("gives a usual report no room: ",
                                              std::string(status.message()))});
  }
  return problems;
}

absl::Status CheckFits(const Template& drawn, const policy::v1::Names& names,
                       const Faces& faces) {
  const Problems problems = Misfits(drawn, names, faces);
  if (problems.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "template ", drawn.template_id(), " with these names: ",
      absl::StrJoin(problems, "; ", [](std::string* out, const Problem& one) {
        absl::StrAppend(out, one.field, " ", one.text);
      })));
}

}  // namespace creditproof::report
