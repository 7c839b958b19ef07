#include "libs/report/table_facts.h"

#include <map>

#include "absl/strings/str_cat.h"

namespace creditproof::report {
namespace {

// Whom a report is about, what for, and of what time.
constexpr v1::TableFact kNeeded[] = {
    v1::TABLE_FACT_NAME, v1::TABLE_FACT_CREDIT_CODE, v1::TABLE_FACT_SCENARIO,
    v1::TABLE_FACT_PERIOD};

}  // namespace

Problems TableFactProblems(const v1::TableBlock& table) {
  Problems problems;
  std::map<int, int> shown;
  for (const auto* rows : {&table.subject(), &table.application()}) {
    for (const v1::TableRow& row : *rows) {
      for (const v1::TableField& field : row.fields()) {
        ++shown[field.fact()];
        if (field.fact() != v1::TABLE_FACT_NAME || row.fields_size() == 1) {
          continue;
        }
        problems.push_back(
            {"table", "has TABLE_FACT_NAME beside another: it wants a row"});
      }
    }
  }
  for (const int fact : kNeeded) {
    if (shown[fact] > 0) continue;
    problems.push_back(
        {"table", absl::StrCat("must have ", v1::TableFact_Name(fact))});
  }
  for (const auto& [fact, times] : shown) {
    if (times < 2) continue;
    problems.push_back(
        {"table", absl::StrCat("has ", v1::TableFact_Name(fact), " twice")});
  }
  return problems;
}

}  // namespace creditproof::report
