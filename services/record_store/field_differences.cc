#include "services/record_store/field_differences.h"

#include <map>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/crypto/sealer.h"
#include "services/record_store/field_text.h"

namespace creditproof::record_store {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using record::v1::Column;
using record::v1::CurrentRecord;
using record::v1::FieldDifference;
using record::v1::Registration;

using Found = std::vector<FieldDifference>;
using Columns = google::protobuf::RepeatedPtrField<Column>;

void Add(std::string field, std::string first, std::string second,
         Found& found) {
  if (first == second) return;
  FieldDifference& difference = found.emplace_back();
  difference.set_field(std::move(field));
  difference.set_first(std::move(first));
  difference.set_second(std::move(second));
}

// Of all fields but columns.
void CompareFacts(const std::string& prefix, const Message& first,
                  const Message& second, Found& found) {
  const auto& type = *first.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) continue;
    Add(prefix + field.name(), FieldText(first, field),
        FieldText(second, field), found);
  }
}

std::map<std::string, const Column*> ById(const Columns& columns) {
  std::map<std::string, const Column*> by_id;
  for (const Column& column : columns) by_id[column.id()] = &column;
  return by_id;
}

const Column& In(const std::map<std::string, const Column*>& columns,
                 const std::string& id) {
  const auto found = columns.find(id);
  return found == columns.end() ? Column::default_instance() : *found->second;
}

void CompareColumn(const std::string& id, const Column& first,
                   const Column& second, Found& found) {
  const std::string field = absl::StrCat("columns.", id);
  if (!first.has_sealed() && !second.has_sealed()) {
    return Add(field, first.text(), second.text(), found);
  }
  if (first.has_sealed() == second.has_sealed() &&
      crypto::Sealer::EqualityToken(first.sealed()) ==
          crypto::Sealer::EqualityToken(second.sealed())) {
    return;
  }
  FieldDifference& difference = found.emplace_back();
  difference.set_field(field);
  difference.set_sealed(true);
}

void CompareColumns(const Columns& first, const Columns& second, Found& found) {
  const auto before = ById(first);
  const auto after = ById(second);
  std::set<std::string> ids;
  for (const auto& [id, column] : before) ids.insert(id);
  for (const auto& [id, column] : after) ids.insert(id);
  for (const std::string& id : ids) {
    CompareColumn(id, In(before, id), In(after, id), found);
  }
}

}  // namespace

Found Differences(const Registration& first, const Registration& second) {
  Found found;
  CompareFacts("", first, second, found);
  CompareColumns(first.columns(), second.columns(), found);
  return found;
}

Found Differences(const CurrentRecord& first, const CurrentRecord& second) {
  Found found;
  CompareFacts("", first.record(), second.record(), found);
  CompareFacts("state.", first.state(), second.state(), found);
  CompareColumns(first.record().columns(), second.record().columns(), found);
  return found;
}

}  // namespace creditproof::record_store
