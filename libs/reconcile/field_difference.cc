#include "libs/reconcile/field_difference.h"

#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_join.h"
#include "libs/intake/column_title.h"
#include "libs/record/catalogue.h"

namespace creditproof::reconcile {
namespace {

using Fields = std::map<std::string, std::string>;
using Kinds = std::vector<record::v1::DeclaredKind>;

template <typename Columns>
void AddColumns(ingestion::v1::FileKind file_kind, const Kinds& declared,
                const Columns& columns, Fields& fields) {
  for (const record::v1::Column& column : columns) {
    if (column.has_sealed()) continue;
    fields[intake::ColumnTitle(file_kind, column.id(), declared)] =
        column.text();
  }
}

// The columns say what the facts say, but for the area.
Fields FieldsOf(ingestion::v1::FileKind file_kind, const Kinds& declared,
                const record::v1::Record& record) {
  Fields fields;
  fields["领域"] = std::string(record::ChineseName(record.area()));
  fields["统一社会信用代码"] = record.credit_code();
  AddColumns(file_kind, declared, record.columns(), fields);
  return fields;
}

Fields FieldsOf(const record::v1::Registration& registration) {
  Fields fields;
  fields["名称"] = registration.name();
  fields["曾用名"] = absl::StrJoin(registration.former_names(), "、");
  fields["法定代表人"] = registration.legal_representative();
  fields["住所"] = registration.address();
  fields["行政区划"] = registration.region_code();
  fields["成立日期"] = registration.founded_date();
  fields["登记机关"] = registration.registration_authority();
  fields["曾用统一社会信用代码"] =
      absl::StrJoin(registration.former_credit_codes(), "、");
  AddColumns(ingestion::v1::FILE_KIND_REGISTRATION, {}, registration.columns(),
             fields);
  return fields;
}

std::vector<FieldDifference> Compare(const Fields& source,
                                     const Fields& platform) {
  std::set<std::string> names;
  for (const auto& [name, value] : source) names.insert(name);
  for (const auto& [name, value] : platform) names.insert(name);
  const auto value_of = [](const Fields& fields, const std::string& name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : found->second;
  };
  std::vector<FieldDifference> differences;
  for (const std::string& name : names) {
    FieldDifference difference{name, value_of(source, name),
                               value_of(platform, name)};
    if (difference.source == difference.platform) continue;
    differences.push_back(std::move(difference));
  }
  return differences;
}

}  // namespace

std::vector<FieldDifference> FieldDifferences(
    ingestion::v1::FileKind file_kind, const Kinds& declared,
    const record::v1::Record& source, const record::v1::Record& platform) {
  return Compare(FieldsOf(file_kind, declared, source),
                 FieldsOf(file_kind, declared, platform));
}

std::vector<FieldDifference> FieldDifferences(
    const record::v1::Registration& source,
    const record::v1::Registration& platform) {
  return Compare(FieldsOf(source), FieldsOf(platform));
}

}  // namespace creditproof::reconcile
