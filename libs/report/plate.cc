#include "libs/report/plate.h"

#include <utility>

#include "libs/base/status_macros.h"
#include "libs/report/facts.h"
#include "libs/report/fixed_forms.h"
#include "libs/report/heading.h"
#include "libs/report/tail.h"
#include "libs/report/template_fit.h"

namespace creditproof::report {
namespace {

constexpr char kFixedFonts = 'F';
constexpr char kVariableFonts = 'V';

}  // namespace

absl::StatusOr<std::unique_ptr<Plate>> Plate::Make(
    const std::filesystem::path& font_directory, Template drawn,
    const policy::v1::Names& names) {
  ASSIGN_OR_RETURN(Faces faces, Faces::Load(font_directory));
  RETURN_IF_ERROR(CheckFits(drawn, names, faces));
  std::unique_ptr<Plate> plate(
      new Plate(std::move(faces), std::move(drawn), names));
  RETURN_IF_ERROR(plate->Prepare());
  return plate;
}

Plate::Plate(Faces faces, Template drawn, policy::v1::Names names)
    : faces_(std::move(faces)),
      template_(std::move(drawn)),
      names_(std::move(names)),
      fonts_(faces_, kFixedFonts) {}

absl::Status Plate::Prepare() {
  ASSIGN_OR_RETURN(const FixedForms fixed,
                   DrawFixedForms(fonts_, template_, names_));
  notices_height_ = fixed.notices_height;
  ASSIGN_OR_RETURN(prefix_,
                   BuildPrefix(template_, fonts_, fixed.forms,
                               DocumentTitle(template_, NameValues(names_))));
  return absl::OkStatus();
}

absl::StatusOr<Plate::Pages> Plate::DrawFacts(const Facts& facts) const {
  Pages pages{FontSet(faces_, kVariableFonts, &fonts_), {}};
  ASSIGN_OR_RETURN(pages.drawn,
                   DrawPages(facts, template_, pages.fonts, notices_height_));
  return pages;
}

absl::StatusOr<Plate::Pages> Plate::Draw(const v1::ReportData& data) const {
  ASSIGN_OR_RETURN(const Facts facts, ReadFacts(data, template_, names_));
  return DrawFacts(facts);
}

absl::StatusOr<std::string> Plate::Preview(const v1::ReportData& data) const {
  ASSIGN_OR_RETURN(const Facts facts,
                   ReadPreviewFacts(data, template_, names_));
  ASSIGN_OR_RETURN(const Pages pages, DrawFacts(facts));
  return AssemblePreview(prefix_, pages.drawn, pages.fonts);
}

}  // namespace creditproof::report
