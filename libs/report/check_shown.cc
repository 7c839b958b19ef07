#include <map>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/report/fields.h"

namespace creditproof::report {
namespace {

absl::Status Differs(absl::string_view field) {
  return absl::FailedPreconditionError(
      absl::StrCat("the pages show otherwise: ", field));
}

// Whether a template words what stands there, or a label before it.
bool IsWorded(absl::string_view field) {
  return field == "headline" || field == "statement" || field == "legend" ||
         field == "count_line" || field == "issue_time" ||
         field == "data_as_of_time" || absl::StartsWith(field, "pages[");
}

}  // namespace

absl::Status CheckFacts(absl::string_view pdf, const v1::ReportData& data,
                        const Template* drawn) {
  RETURN_IF_ERROR(CheckShown(pdf, data, nullptr));
  if (drawn == nullptr) return absl::OkStatus();
  ASSIGN_OR_RETURN(const ShownFields shown, ReadShownFields(pdf, drawn));
  const absl::StatusOr<std::vector<Field>> stated =
      StatedFields(data, shown, drawn);
  if (!stated.ok()) return absl::OkStatus();  // it is of another outcome now
  std::map<absl::string_view, absl::string_view> texts;
  for (const Field& field : shown.fields) texts[field.id] = field.text;
  for (const Field& field : *stated) {
    const absl::string_view text = texts[field.id];
    if (text.empty() || IsWorded(field.id)) continue;
    if (!SameText(text, field.text)) return Differs(field.id);
  }
  return absl::OkStatus();
}

absl::Status CheckShown(absl::string_view pdf, const v1::ReportData& data,
                        const Template* drawn, const SharedStart* start) {
  ASSIGN_OR_RETURN(const ShownFields shown, ReadShownFields(pdf, drawn, start));
  return CheckFields(shown, data, drawn);
}

absl::Status CheckFields(const ShownFields& shown, const v1::ReportData& data,
                         const Template* drawn) {
  ASSIGN_OR_RETURN(const std::vector<Field> stated,
                   StatedFields(data, shown, drawn));
  if (!shown.shows_qr_code) return Differs("the QR code");
  std::map<absl::string_view, absl::string_view> texts;
  for (const Field& field : shown.fields) texts[field.id] = field.text;
  for (const Field& field : stated) {
    const auto text = texts.find(field.id);
    if (text == texts.end() || !SameText(text->second, field.text)) {
      return Differs(field.id);
    }
  }
  if (texts.size() != stated.size()) return Differs("more than is stated");
  return absl::OkStatus();
}

}  // namespace creditproof::report
