#include "tools/creditproof/revision_output.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "libs/record/catalogue.h"

namespace creditproof::tool {
namespace {

using record::ChineseName;
using record::v1::Column;
using record::v1::FieldDifference;
using record::v1::Revision;

absl::string_view KindText(Revision::Kind kind) {
  switch (kind) {
    case Revision::KIND_REGISTRATION:
      return "登记";
    case Revision::KIND_RECORD_PUT:
      return "记录";
    case Revision::KIND_RECORD_WITHDRAWN:
      return "撤销";
    case Revision::KIND_RECORD_REPAIRED:
      return "信用修复";
    case Revision::KIND_RECORD_REINSTATED:
      return "恢复";
    case Revision::KIND_RECORD_LAPSED:
      return "已不在名单";
    case Revision::KIND_OBJECTION_OPENED:
      return "提出异议";
    case Revision::KIND_OBJECTION_CLOSED:
      return "答复异议";
    case Revision::KIND_HOLD_PLACED:
      return "待更正";
    case Revision::KIND_HOLD_LIFTED:
      return "更正完毕";
    case Revision::KIND_BARRED:
      return "限制使用";
    case Revision::KIND_UNBARRED:
      return "解除限制";
    case Revision::KIND_REPORT_REVOKED:
      return "撤销报告";
    case Revision::KIND_MISMATCH_OPENED:
      return "对账不一致";
    case Revision::KIND_MISMATCH_CLOSED:
      return "对账已一致";
    default:
      return "未知";
  }
}

std::string KindName(const Revision& revision) {
  return Identifier(Revision::Kind_Name(revision.kind()), "KIND_");
}

template <typename Columns>
Json ColumnsJson(const Columns& columns) {
  Json json = Json::object();
  for (const Column& column : columns) {
    if (column.has_sealed()) {
      json[column.id()] = nullptr;
    } else {
      json[column.id()] = column.text();
    }
  }
  return json;
}

Json ContentJson(const Kinds& kinds, const Revision& revision) {
  if (revision.has_registration()) {
    const record::v1::Registration& registration = revision.registration();
    return {{"name", registration.name()},
            {"status", ChineseName(registration.status())},
            {"region_code", registration.region_code()},
            {"address", registration.address()},
            {"columns", ColumnsJson(registration.columns())}};
  }
  const record::v1::Record& record = revision.record();
  return {{"date", record.decision_date()},
          {"kind", kinds.ChineseName(record.kind())},
          {"area", ChineseName(record.area())},
          {"authority", record.authority()},
          {"document_number", record.document_number()},
          {"content", record.content()},
          {"columns", ColumnsJson(record.columns())}};
}

// Where it came from.
std::string OriginText(const Revision& revision) {
  if (revision.row() > 0) {
    return absl::StrCat(revision.source_id(), "，报送 delivery ",
                        revision.delivery_id(), " 第 ", revision.row(), " 行");
  }
  if (revision.actor().empty()) return revision.source_id();
  return absl::StrCat(revision.source_id(), "，", revision.ground(), " ",
                      revision.actor());
}

std::string ContentText(const Kinds& kinds, const Revision& revision) {
  if (revision.has_registration()) {
    return absl::StrCat(revision.registration().name(), "  ",
                        ChineseName(revision.registration().status()));
  }
  if (revision.has_record()) {
    return absl::StrCat(revision.record().decision_date(), "  ",
                        kinds.ChineseName(revision.record().kind()), "  ",
                        revision.record().authority(), "  ",
                        revision.record().document_number(), "\n  ",
                        revision.record().content());
  }
  return absl::StrCat(revision.date(), revision.date().empty() ? "" : "  ",
                      revision.text());
}

const std::map<std::string, std::string>& FieldNames() {
  static const auto& names = *new std::map<std::string, std::string>{
      {"name", "名称"},
      {"former_names", "曾用名"},
      {"operator_kind", "主体类型"},
      {"status", "登记状态"},
      {"legal_representative", "法定代表人"},
      {"address", "住所"},
      {"region_code", "行政区划"},
      {"founded_date", "成立日期"},
      {"registration_authority", "登记机关"},
      {"former_credit_codes", "曾用代码"},
      {"kind", "记录类型"},
      {"party_name", "当事人名称"},
      {"area", "领域"},
      {"authority", "作出机关"},
      {"authority_code", "机关代码"},
      {"document_number", "文号"},
      {"decision_date", "决定日期"},
      {"content", "内容"},
      {"publicity_end_date", "公示截止日期"},
      {"procedure", "程序"},
      {"penalty_kinds", "处罚类别"},
      {"removed_date", "移出日期"},
      {"state.kind", "状态"},
      {"state.since_date", "状态起始日期"},
      {"state.reason", "原因"},
      {"state.objected", "异议处理中"}};
  return names;
}

std::string FieldLabel(const std::string& field) {
  const auto found = FieldNames().find(field);
  return found == FieldNames().end() ? field
                                     : absl::StrCat(found->second, " ", field);
}

}  // namespace

Json RevisionJson(const Kinds& kinds, const Revision& revision) {
  Json json = {{"position", revision.position()},
               {"time", TimeText(revision.append_time())},
               {"kind", KindName(revision)},
               {"record_id", revision.record_id()},
               {"source", revision.source_id()},
               {"delivery", revision.delivery_id()},
               {"row", revision.row()},
               {"client", revision.client()},
               {"actor", revision.actor()},
               {"ground", revision.ground()},
               {"date", revision.date()},
               {"text", revision.text()},
               {"reference_id", revision.reference_id()}};
  if (revision.kind() == Revision::KIND_OBJECTION_CLOSED) {
    json["upheld"] = revision.upheld();
  }
  if (revision.has_registration() || revision.has_record()) {
    json["content"] = ContentJson(kinds, revision);
  }
  return json;
}

void PrintRevision(const Kinds& kinds, const Revision& revision) {
  PrintLine(absl::StrCat("- 位置 position ", revision.position(), "  ",
                         TimeText(revision.append_time()), "  ",
                         KindText(revision.kind()), " ", KindName(revision),
                         revision.record_id().empty() ? "" : "  ",
                         revision.record_id(), "\n  ", OriginText(revision)));
  const std::string content = ContentText(kinds, revision);
  if (!content.empty()) PrintLine(absl::StrCat("  ", content));
}

Json DifferenceJson(const FieldDifference& difference) {
  Json json = {{"field", difference.field()}, {"sealed", difference.sealed()}};
  if (difference.sealed()) return json;
  json["first"] = difference.first();
  json["second"] = difference.second();
  return json;
}

void PrintDifference(const FieldDifference& difference) {
  PrintLine(absl::StrCat("- ", FieldLabel(difference.field())));
  if (difference.sealed()) {
    return PrintLine("  证件号码不同（不显示）an identity number differs");
  }
  PrintLine(absl::StrCat("  - ", difference.first()));
  PrintLine(absl::StrCat("  + ", difference.second()));
}

}  // namespace creditproof::tool
