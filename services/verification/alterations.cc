#include "services/verification/alterations.h"

#include <map>
#include <utility>

#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"
#include "libs/report/fields.h"
#include "services/verification/shown_text.h"

namespace creditproof::verification {
namespace {

using report::Field;
using report::ShownFields;
using v1::Alteration;

// What a QR code tells whoever scans it: see Examiner.
constexpr absl::string_view kToldByQrCode[] = {"report_number", "subject.name",
                                               "subject.credit_code", "period",
                                               "issue_time"};

// By id; those of one source.
using Texts = std::map<std::string, std::string>;

Texts TextsOf(const std::vector<Field>& fields) {
  Texts texts;
  for (const Field& field : fields) texts[field.id] = field.text;
  return texts;
}

// Nothing where data states nothing that a page of ours could show.
Texts StatedTexts(const report::v1::ReportData& data, const ShownFields& shown,
                  const report::Template* drawn, std::vector<Field>& all) {
  absl::StatusOr<std::vector<Field>> fields = StatedFields(data, shown, drawn);
  if (!fields.ok()) return {};
  all.insert(all.end(), fields->begin(), fields->end());
  return TextsOf(*fields);
}

Texts OnlyToldByQrCode(const Texts& texts) {
  Texts told;
  for (const absl::string_view id : kToldByQrCode) {
    const auto text = texts.find(std::string(id));
    if (text != texts.end()) told.insert(*text);
  }
  return told;
}

const std::string* Find(const Texts& texts, const std::string& id) {
  const auto text = texts.find(id);
  return text == texts.end() ? nullptr : &text->second;
}

bool Differ(const std::string* one, const std::string* other) {
  if (one == nullptr || other == nullptr) return one != other;
  return !report::SameText(*one, *other);
}

// The three sources that must agree.
struct Sources {
  Texts shown;
  Texts attached;
  Texts issued;

  bool Disagree(const std::string& id) const {
    const std::string* const page = Find(shown, id);
    const std::string* const data = Find(attached, id);
    const std::string* const truth = Find(issued, id);
    if (truth == nullptr) return !attached.empty() && Differ(page, data);
    return Differ(page, truth) || (data != nullptr && Differ(data, truth));
  }

  Alteration Describe(const Field& field) const {
    Alteration alteration;
    alteration.set_field(field.id);
    alteration.set_label(field.label);
    const std::string* const page = Find(shown, field.id);
    if (page != nullptr) alteration.set_shown(ShownText(*page));
    const std::string* const data = Find(attached, field.id);
    const std::string* const truth = Find(issued, field.id);
    if (data != nullptr && Differ(data, truth)) {
      alteration.set_attached(ShownText(*data));
    }
    if (truth != nullptr) alteration.set_issued(*truth);
    return alteration;
  }
};

Alteration OtherQrCode() {
  Alteration alteration;
  alteration.set_field("qr_code");
  alteration.set_label("二维码图形");
  return alteration;
}

}  // namespace

absl::StatusOr<std::vector<Alteration>> FindAlterations(
    absl::string_view pdf, absl::string_view attached,
    const std::optional<Issued>& issued,
    const report::TemplateShelf& templates) {
  const auto data = claim::ParseReportData(attached);
  const report::Template* const drawn =
      issued.has_value() ? templates.Find(issued->data.template_id())
      : data.ok()        ? templates.Find(data->template_id())
                         : nullptr;
  ASSIGN_OR_RETURN(const ShownFields shown,
                   report::ReadShownFields(pdf, drawn));
  std::vector<Field> all;  // of each source, so that none is missed
  Sources sources;
  if (issued.has_value()) {
    sources.issued = StatedTexts(issued->data, shown, drawn, all);
    if (!issued->is_attached) sources.issued = OnlyToldByQrCode(sources.issued);
  }
  if (data.ok()) sources.attached = StatedTexts(*data, shown, drawn, all);
  sources.shown = TextsOf(shown.fields);
  all.insert(all.end(), shown.fields.begin(), shown.fields.end());

  std::vector<Alteration> found;
  if (!shown.shows_qr_code) found.push_back(OtherQrCode());
  std::map<absl::string_view, bool> seen;
  for (const Field& field : all) {
    if (found.size() == kMostAlterations) break;
    if (std::exchange(seen[field.id], true)) continue;
    if (sources.Disagree(field.id)) found.push_back(sources.Describe(field));
  }
  return found;
}

}  // namespace creditproof::verification
