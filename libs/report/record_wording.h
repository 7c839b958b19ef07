// The sentences of a report that lists records. Changing one makes a new
// template.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "creditproof/policy/v1/policy.pb.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "libs/report/facts.h"
#include "libs/report/wording.h"

namespace creditproof::report {

// What the records of a report add up to.
struct RecordTally {
  struct OfKind {
    std::string kind;
    int records;
  };

  int records = 0;
  int repaired = 0;
  std::vector<OfKind> outside;  // the areas, by kind
};
RecordTally Count(const std::vector<RecordFacts>& records);

// 有效, 已修复; empty for a state that is not printed.
absl::string_view StateName(v1::ListedRecord::State state);

// 2025年12月9日修复, of the day and the state that it brought.
std::string StateSince(absl::string_view day, v1::ListedRecord::State state);

// What takes the place of the sentences of the same names in a clean report.
std::vector<std::string> Headline(const RecordTally& records);
std::string RecordsRemark(const Tally& tally);
std::string CountLine(const Tally& tally, const RecordTally& records);

// The statement as far as the pages of the records, and from there.
std::string StatementToPages(const policy::v1::Names& names, const Facts& facts,
                             absl::string_view issue_time,
                             const RecordTally& records);
std::string StatementFromPages(const Tally& tally, const RecordTally& records);

// The pages of the records between both: 2, or 2至5; nothing when there are
// none.
std::string PageRange(int first, int last);

// Above the table: how many there are, and which of them a page lists.
std::string RangeLine(std::size_t records, std::size_t first, std::size_t last);

}  // namespace creditproof::report
