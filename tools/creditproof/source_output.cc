#include "tools/creditproof/source_output.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/record/catalogue.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::LegalTerm;
using ingestion::v1::Source;
using record::v1::Area;
using record::v1::RecordKind;

Json SourceJson(const Kinds& kinds, const Source& source) {
  Json json = {
      {"name", source.name()},
      {"display_name", source.display_name()},
      {"credit_code", source.credit_code()},
      {"contact", source.contact()},
      {"duty_contact", source.duty_contact()},
      {"areas", Json::array()},
      {"record_kinds", Json::array()},
      {"delivers_registrations", source.delivers_registrations()},
      {"regions", source.regions()},
      {"cadence_days", source.cadence_days()},
      {"legal_terms", Json::object()},
      {"client_names", source.client_names()},
      {"first_delivery_time", TimeText(source.first_delivery_time())},
      {"latest_delivery_time", TimeText(source.latest_delivery_time())},
      {"etag", source.etag()}};
  for (const int area : source.areas()) {
    json["areas"].push_back(
        Identifier(record::v1::Area_Name(static_cast<Area>(area)), "AREA_"));
  }
  for (const int kind : source.record_kinds()) {
    json["record_kinds"].push_back(kinds.Id(static_cast<RecordKind>(kind)));
  }
  for (const LegalTerm& term : source.legal_terms()) {
    json["legal_terms"][kinds.Id(term.record_kind())] = term.working_days();
  }
  return json;
}

std::string Latest(const Source& source) {
  const std::string latest = TimeText(source.latest_delivery_time());
  return latest.empty() ? "尚未报送 never" : latest;
}

std::string KindsText(const Kinds& kinds, const Source& source) {
  std::vector<std::string> names;
  if (source.delivers_registrations()) names.push_back("登记信息");
  for (const int kind : source.record_kinds()) {
    names.push_back(kinds.ChineseName(static_cast<RecordKind>(kind)));
  }
  return absl::StrJoin(names, "、");
}

std::string Areas(const Source& source) {
  return absl::StrJoin(source.areas(), "、", [](std::string* out, int area) {
    absl::StrAppend(out, record::ChineseName(static_cast<Area>(area)));
  });
}

std::string Terms(const Kinds& kinds, const Source& source) {
  return absl::StrJoin(
      source.legal_terms(), "，", [&](std::string* out, const LegalTerm& term) {
        absl::StrAppend(out, kinds.ChineseName(term.record_kind()), " ",
                        term.working_days(), " 个工作日");
      });
}

void PrintField(absl::string_view label, absl::string_view value) {
  if (!value.empty()) PrintLine(absl::StrCat("  ", label, "：", value));
}

}  // namespace

void PrintSource(const Tool& tool, const Kinds& kinds, const Source& source) {
  if (tool.json) return PrintJson(SourceJson(kinds, source));
  PrintLine(absl::StrCat(source.name(), "  ", source.display_name(), "  ",
                         source.areas_size(),
                         " 个领域  最近报送 latest: ", Latest(source)));
}

void PrintSourceInFull(const Tool& tool, const Kinds& kinds,
                       const Source& source) {
  if (tool.json) return PrintJson(SourceJson(kinds, source));
  PrintLine(absl::StrCat(source.name(), "  ", source.display_name()));
  PrintField("统一社会信用代码 credit code", source.credit_code());
  PrintField("联系方式 contact", source.contact());
  PrintField("报送联系人 duty contact", source.duty_contact());
  PrintField("类别 kinds", KindsText(kinds, source));
  PrintField("领域 areas", Areas(source));
  PrintField("区划 regions", source.regions().empty()
                                 ? "全省 the whole province"
                                 : absl::StrJoin(source.regions(), "、"));
  PrintField("报送频次 cadence",
             source.cadence_days() == 0
                 ? "不要求 none"
                 : absl::StrCat("至少每 ", source.cadence_days(), " 天一次"));
  PrintField("报送期限 legal terms", Terms(kinds, source));
  PrintField("证书 clients", absl::StrJoin(source.client_names(), "、"));
  PrintField("最近报送 latest", Latest(source));
}

}  // namespace creditproof::tool
