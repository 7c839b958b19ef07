#include "tools/creditproof/timeliness_output.h"

#include <catch2/catch.hpp>
#include <iostream>
#include <sstream>

namespace creditproof::tool {
namespace {

using ingestion::v1::TimelinessStatement;

std::string CsvOf(const TimelinessStatement& statement) {
  std::ostringstream out;
  std::streambuf* const before = std::cout.rdbuf(out.rdbuf());
  PrintTimelinessCsv(statement, Kinds());
  std::cout.rdbuf(before);
  return out.str();
}

TEST_CASE("A source that was silent all month has a line in the table") {
  TimelinessStatement statement;
  statement.set_source("sources/tax");
  statement.set_month("2026-09");
  statement.set_cadence_days(1);
  for (const char* day : {"2026-09-01", "2026-09-02"}) {
    statement.add_silent_dates(day);
  }
  const std::string silent = CsvOf(statement);
  CHECK(silent.find("sources/tax,2026-09,,0,0,0,,0,0,0,0,0,0,0,,1,2,0\n") !=
        std::string::npos);

  statement.add_kinds()->set_file_kind(ingestion::v1::FILE_KIND_PENALTY);
  CHECK(CsvOf(statement).find("sources/tax,2026-09,PENALTY,") !=
        std::string::npos);
  CHECK(CsvOf(statement).find("sources/tax,2026-09,,") == std::string::npos);
}

}  // namespace
}  // namespace creditproof::tool
