#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/report/area_signs.h"
#include "libs/report/contents.h"
#include "libs/report/facts.h"
#include "libs/report/fields.h"
#include "libs/report/legend_words.h"
#include "libs/report/places.h"
#include "libs/report/record_wording.h"
#include "libs/report/template.h"
#include "libs/report/wording.h"

namespace creditproof::report {
namespace {

std::string MarkText(const AreaMark& area) {
  switch (area.mark) {
    case Mark::kNothingFound:
      return std::string(kNothingFoundSign);
    case Mark::kRecords:
      return absl::StrCat(kRecordsSign, area.records, "条");
    case Mark::kNoData:
      return std::string(kNoDataSign);
    case Mark::kNotAsked:
      return std::string(kNotAskedSign);
  }
  return "";
}

std::string HeadlineText(const Facts& facts) {
  std::string text;
  for (const std::string& piece : facts.headline) absl::StrAppend(&text, piece);
  return text + facts.remark;
}

std::string StatementText(const Facts& facts, const ShownFields& shown) {
  return absl::StrCat(facts.statement,
                      PageRange(shown.front_pages + 1, shown.pages),
                      facts.statement_rest);
}

std::string LegendText(const Facts& facts) {
  std::string text;
  for (const Explained& one : Legend(facts)) {
    absl::StrAppend(&text, one.sign, one.meaning);
  }
  return text;
}

// In the order of FrontPlaces.
std::vector<std::string> FrontTexts(const Facts& facts,
                                    const ShownFields& shown) {
  std::vector<std::string> texts = {
      facts.name,          facts.credit_code,
      facts.operator_kind, facts.legal_representative,
      facts.status,        facts.founded,
      facts.authority,     facts.address,
      facts.scenario,      facts.period,
      facts.purpose,       facts.receiver,
      HeadlineText(facts), StatementText(facts, shown),
      LegendText(facts)};
  for (const AreaMark& area : facts.marks) texts.push_back(MarkText(area));
  texts.push_back(facts.count_line);
  texts.push_back(facts.number);
  texts.push_back(facts.issue_time);
  texts.push_back(facts.data_as_of_time);
  return texts;
}

// In the order of kRecordColumns.
std::vector<std::string> RecordTexts(const RecordFacts& record) {
  return {
      absl::StrCat(record.kind, record.area_number, record.place), record.date,
      absl::StrCat(record.content, record.authority, record.document_number),
      absl::StrCat(StateName(record.state), record.state_since)};
}

std::string EdgesText(const Facts& facts, int index, int pages) {
  return absl::StrCat("报告编号", facts.number,
                      index == 0 ? "" : facts.name + facts.credit_code, "第",
                      index + 1, "页　共", pages, "页");
}

}  // namespace

absl::StatusOr<std::vector<Field>> StatedFields(const v1::ReportData& data,
                                                const ShownFields& shown) {
  ASSIGN_OR_RETURN(const Facts facts,
                   ReadFacts(data, TemplateFor(data.outcome()), data.names()));
  std::vector<Field> fields;
  const std::vector<std::string> front = FrontTexts(facts, shown);
  for (std::size_t i = 0; i < front.size(); ++i) {
    const Place& place = FrontPlaces()[i];
    fields.push_back({place.id, place.label, front[i]});
  }
  for (std::size_t i = 0; i < facts.records.size(); ++i) {
    const std::vector<std::string> texts = RecordTexts(facts.records[i]);
    for (std::size_t column = 0; column < texts.size(); ++column) {
      fields.push_back({RecordFieldId(i, kRecordColumns[column]),
                        RecordFieldLabel(i, kRecordColumns[column]),
                        texts[column]});
    }
  }
  for (int i = 0; i < shown.pages; ++i) {
    const auto index = static_cast<std::size_t>(i);
    fields.push_back(
        {EdgesId(index), EdgesLabel(index), EdgesText(facts, i, shown.pages)});
  }
  return fields;
}

}  // namespace creditproof::report
