#include <map>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/report/fields.h"

namespace creditproof::report {

absl::Status CheckShown(absl::string_view pdf, const v1::ReportData& data,
                        const Template* drawn) {
  ASSIGN_OR_RETURN(const ShownFields shown, ReadShownFields(pdf, drawn));
  return CheckFields(shown, data, drawn);
}

absl::Status CheckFields(const ShownFields& shown, const v1::ReportData& data,
                         const Template* drawn) {
  ASSIGN_OR_RETURN(const std::vector<Field> stated,
                   StatedFields(data, shown, drawn));
  const auto differs = [](absl::string_view field) {
    return absl::FailedPreconditionError(
        absl::StrCat("the pages show otherwise: ", field));
  };
  if (!shown.shows_qr_code) return differs("the QR code");
  std::map<absl::string_view, absl::string_view> texts;
  for (const Field& field : shown.fields) texts[field.id] = field.text;
  for (const Field& field : stated) {
    const auto text = texts.find(field.id);
    if (text == texts.end() || !SameText(text->second, field.text)) {
      return differs(field.id);
    }
  }
  if (texts.size() != stated.size()) return differs("more than is stated");
  return absl::OkStatus();
}

}  // namespace creditproof::report
