#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/report/area_signs.h"
#include "libs/report/contents.h"
#include "libs/report/facts.h"
#include "libs/report/fields.h"
#include "libs/report/legend_words.h"
#include "libs/report/page_words.h"
#include "libs/report/places.h"
#include "libs/report/printed.h"

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

std::string StatementText(const Facts& facts, const ShownFields& shown) {
  return absl::StrCat(facts.statement,
                      PageRange(shown.front_pages + 1, shown.pages),
                      facts.statement_rest);
}

std::string LegendText(const Template& drawn, const Facts& facts) {
  std::string text;
  for (const Explained& one : Legend(drawn.grid(), facts)) {
    absl::StrAppend(&text, one.sign, one.meaning);
  }
  return text;
}

// `drawn` is not null where a template words what `place` shows.
std::string FrontText(const Place& place, const Facts& facts,
                      const ShownFields& shown, const Template* drawn) {
  switch (place.content) {
    case content::kHeadline:
      return TextOf(facts.headline) + facts.remark;
    case content::kStatement:
      return StatementText(facts, shown);
    case content::kLegend:
      return LegendText(*drawn, facts);
    case content::kCount:
      return facts.count_line;
    case content::kNumber:
      return facts.number;
    case content::kIssueTime:
      return facts.issue_time;
    case content::kDataTime:
      return facts.data_as_of_time;
    default:
      break;
  }
  if (place.content >= content::kAreas) {
    const auto area = static_cast<std::size_t>(place.content - content::kAreas);
    return MarkText(facts.marks[area]);
  }
  return ValueOf(facts, FactIn(place.content));
}

// In the order of kRecordFields.
std::vector<std::string> RecordTexts(const RecordFacts& record) {
  return {
      absl::StrCat(record.kind, record.area_number, record.place), record.date,
      absl::StrCat(record.content, record.authority, record.document_number),
      absl::StrCat(StateName(record.state), record.state_since)};
}

// A stranger's data may have a name of megabytes, and the file many pages.
constexpr std::size_t kMostEdgesBytes = std::size_t{4} << 20;

std::string EdgesText(const Template& drawn, const Facts& facts, int index,
                      int pages) {
  return absl::StrCat(drawn.sheet().number_label(), facts.number,
                      index == 0 ? "" : facts.name + facts.credit_code,
                      FootLine(drawn, index + 1, pages));
}

absl::StatusOr<Facts> ReadFactsOf(const v1::ReportData& data,
                                  const Template* drawn) {
  if (drawn == nullptr) return ReadPlainFacts(data);
  return ReadFacts(data, *drawn, data.names());
}

}  // namespace

absl::StatusOr<std::vector<Field>> StatedFields(const v1::ReportData& data,
                                                const ShownFields& shown,
                                                const Template* drawn) {
  ASSIGN_OR_RETURN(const Facts facts, ReadFactsOf(data, drawn));
  std::vector<Field> fields;
  for (const Place& place : FrontPlaces(drawn)) {
    fields.push_back({std::string(place.id), std::string(place.label),
                      FrontText(place, facts, shown, drawn)});
  }
  for (std::size_t i = 0; i < facts.records.size(); ++i) {
    const std::vector<std::string> texts = RecordTexts(facts.records[i]);
    for (std::size_t column = 0; column < texts.size(); ++column) {
      fields.push_back({RecordFieldId(i, kRecordFields[column]),
                        RecordFieldLabel(i, kRecordFields[column]),
                        texts[column]});
    }
  }
  if (drawn == nullptr) return fields;
  std::size_t edges_bytes = 0;
  for (int i = 0; i < shown.pages; ++i) {
    const auto index = static_cast<std::size_t>(i);
    std::string text = EdgesText(*drawn, facts, i, shown.pages);
    edges_bytes += text.size();
    if (edges_bytes > kMostEdgesBytes) {
      return absl::InvalidArgumentError("too long a name for so many pages");
    }
    fields.push_back({EdgesId(index), EdgesLabel(index), std::move(text)});
  }
  return fields;
}

}  // namespace creditproof::report
