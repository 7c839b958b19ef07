#include <catch2/catch.hpp>
#include <set>

#include "absl/strings/str_join.h"
#include "libs/credit_code/credit_code.h"
#include "libs/intake/intake.h"
#include "libs/record/catalogue.h"
#include "tools/datagen/defects.h"
#include "tools/datagen/invented_subject.h"
#include "tools/datagen/rows.h"

namespace creditproof::datagen {
namespace {

using ingestion::v1::FileKind;

constexpr FileKind kKinds[] = {
    ingestion::v1::FILE_KIND_REGISTRATION, ingestion::v1::FILE_KIND_PENALTY,
    ingestion::v1::FILE_KIND_DISHONESTY, ingestion::v1::FILE_KIND_DEFAULTER};

std::vector<intake::Row> Read(FileKind kind, const std::string& file) {
  intake::Expectation expectation;
  expectation.file_kind = kind;
  const auto areas = record::AllAreas();
  expectation.areas.assign(areas.begin(), areas.end());
  expectation.today = absl::CivilDay(2026, 12, 1);
  std::vector<intake::Row> rows;
  intake::FileReader reader(
      expectation, [&](intake::Row row) { rows.push_back(std::move(row)); });
  REQUIRE(reader.Feed(file).ok());
  REQUIRE(reader.Finish().ok());
  return rows;
}

std::string File(const Plan& plan, std::uint64_t rows) {
  std::string file = absl::StrJoin(HeaderRow(plan.kind), ",") + "\n";
  for (std::uint64_t i = 0; i < rows; ++i) {
    file += absl::StrJoin(MakeRow(plan, i), ",") + "\n";
  }
  return file;
}

TEST_CASE("Every row that is not spoiled is read without a remark") {
  for (const FileKind kind : kKinds) {
    const Plan plan{.kind = kind, .seed = 3, .subjects = 50};
    const auto rows = Read(kind, File(plan, 200));
    REQUIRE(rows.size() == 200);
    for (const intake::Row& row : rows) {
      CHECK(row.naming == intake::Naming::kCode);
      CHECK_FALSE(row.rejected);
      CHECK(row.notes.empty());
      CHECK((row.record.has_value() || row.registration.has_value()));
    }
  }
}

TEST_CASE("Every spoiled row is remarked upon") {
  for (const FileKind kind : kKinds) {
    const Plan plan{.kind = kind, .seed = 3, .subjects = 50};
    std::string file = absl::StrJoin(HeaderRow(kind), ",") + "\n";
    for (std::uint64_t i = 0; i < 200; ++i) {
      Cells cells = MakeRow(plan, i);
      Dice dice(9, i);
      Spoil(kind, dice, cells);
      for (std::string& cell : cells) cell = "\"" + cell + "\"";
      file += absl::StrJoin(cells, ",") + "\n";
    }
    for (const intake::Row& row : Read(kind, file)) {
      CAPTURE(kind, row.number);
      CHECK_FALSE(row.notes.empty());
    }
  }
}

TEST_CASE("Records name subjects of the registration file of the same seed") {
  const Plan plan{
      .kind = ingestion::v1::FILE_KIND_PENALTY, .seed = 5, .subjects = 20};
  std::set<std::string> codes;
  for (std::uint64_t i = 0; i < plan.subjects; ++i) {
    codes.insert(InventSubject(plan.seed, i).code);
  }
  REQUIRE(codes.size() == plan.subjects);
  const std::size_t code =
      ColumnOf(plan.kind, "行政相对人代码_1(统一社会信用代码)");
  for (std::uint64_t i = 0; i < 100; ++i) {
    CHECK(codes.count(MakeRow(plan, i)[code]) == 1);
  }
}

TEST_CASE("The same seed gives the same rows, another seed others") {
  Plan plan{
      .kind = ingestion::v1::FILE_KIND_PENALTY, .seed = 5, .subjects = 20};
  const Cells row = MakeRow(plan, 7);
  CHECK(MakeRow(plan, 7) == row);
  plan.seed = 6;
  CHECK(MakeRow(plan, 7) != row);
}

}  // namespace
}  // namespace creditproof::datagen
