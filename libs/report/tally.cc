#include "libs/report/tally.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "libs/record/catalogue.h"

namespace creditproof::report {
namespace {

constexpr std::size_t kNamedFirst = 3;
constexpr absl::string_view kNoBreak = "\u00A0";  // a blank that joins

absl::string_view NameOf(std::size_t area) {
  return record::ChineseName(record::AllAreas()[area]);
}

void CountMarks(const std::vector<AreaMark>& marks, Tally& tally) {
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const Mark mark = marks[i].mark;
    if (mark == Mark::kNothingFound) ++tally.clear;
    if (mark == Mark::kNotAsked) ++tally.not_asked;
    if (mark == Mark::kRecords) tally.with_records.push_back(i);
    if (mark == Mark::kNoData) tally.no_data.push_back(i);
  }
}

void CountRecords(const std::vector<RecordFacts>& records, Tally& tally) {
  tally.records = static_cast<int>(records.size());
  for (const RecordFacts& record : records) {
    if (record.state == v1::ListedRecord::STATE_REPAIRED) ++tally.repaired;
    if (!record.area_number.empty()) continue;
    ++tally.outside;
    auto& kinds = tally.outside_by_kind;
    const auto known = std::find_if(
        kinds.begin(), kinds.end(),
        [&](const auto& of_kind) { return of_kind.kind == record.kind; });
    if (known == kinds.end()) {
      kinds.push_back({record.kind, 1});
    } else {
      ++known->records;
    }
  }
}

// 地震、海事、铁路.
std::string FirstOf(const std::vector<std::size_t>& areas) {
  const auto end = areas.begin() + static_cast<std::ptrdiff_t>(
                                       std::min(areas.size(), kNamedFirst));
  return absl::StrJoin(areas.begin(), end, "、",
                       [](std::string* out, std::size_t area) {
                         absl::StrAppend(out, NameOf(area));
                       });
}

// 34 地震、35 海事.
std::string NumbersAndNames(const std::vector<std::size_t>& areas) {
  return absl::StrJoin(areas, "、", [](std::string* out, std::size_t area) {
    absl::StrAppendFormat(out, "%02d%s%s", area + 1, kNoBreak, NameOf(area));
  });
}

std::string Numbers(const std::vector<std::size_t>& areas) {
  return absl::StrJoin(areas, "、", [](std::string* out, std::size_t area) {
    absl::StrAppendFormat(out, "%02d", area + 1);
  });
}

// 失信被执行人 1条、行政处罚 2条.
std::string ByKind(const std::vector<Tally::OfKind>& kinds) {
  return absl::StrJoin(
      kinds, "、", [](std::string* out, const Tally::OfKind& of_kind) {
        absl::StrAppend(out, of_kind.kind, " ", of_kind.records, "条");
      });
}

}  // namespace

Tally Count(const Facts& facts) {
  Tally tally;
  CountMarks(facts.marks, tally);
  CountRecords(facts.records, tally);
  return tally;
}

Situation SituationOf(const Tally& tally) {
  const std::size_t no_data = tally.no_data.size();
  const std::size_t with_records = tally.with_records.size();
  const std::size_t more = no_data - std::min(no_data, kNamedFirst);
  Situation situation;
  situation.values = {{"areas", absl::StrCat(record::AllAreas().size())},
                      {"clear", absl::StrCat(tally.clear)},
                      {"not_asked", absl::StrCat(tally.not_asked)},
                      {"no_data", absl::StrCat(no_data)},
                      {"no_data_first", FirstOf(tally.no_data)},
                      {"no_data_more", absl::StrCat(more)},
                      {"no_data_areas", NumbersAndNames(tally.no_data)},
                      {"with_records", absl::StrCat(with_records)},
                      {"record_areas", Numbers(tally.with_records)},
                      {"records", absl::StrCat(tally.records)},
                      {"repaired", absl::StrCat(tally.repaired)},
                      {"outside", absl::StrCat(tally.outside)},
                      {"outside_by_kind", ByKind(tally.outside_by_kind)}};
  auto& holds = situation.holds;
  holds[v1::CONDITION_CLEAR] = tally.clear > 0;
  holds[v1::CONDITION_NOT_ASKED] = tally.not_asked > 0;
  holds[v1::CONDITION_NO_DATA] = no_data > 0;
  holds[v1::CONDITION_MORE_NO_DATA] = more > 0;
  holds[v1::CONDITION_IN_AREAS] = with_records > 0;
  holds[v1::CONDITION_NOT_IN_AREAS] = with_records == 0;
  holds[v1::CONDITION_OUTSIDE] = tally.outside > 0;
  holds[v1::CONDITION_REPAIRED] = tally.repaired > 0;
  return situation;
}

}  // namespace creditproof::report
