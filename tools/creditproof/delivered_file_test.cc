// A department's file between the survey and the sending, and what comes back
// of it.
#include "tools/creditproof/delivered_file.h"

#include <catch2/catch.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/files.h"
#include "libs/testing/temp_directory.h"
#include "tools/creditproof/rejected_file.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::RowVerdict;

constexpr int kRows = 3000;  // some pieces
const std::string kHeader = "文号,内容,是否涉密\r\n";

std::string RowText(int number, const std::string& classified = "否") {
  return absl::StrCat(number, "号,\"", std::string(300, 'x'), "\n第", number,
                      "行，\"\"引文\"\"\",", classified, "\r\n");
}

std::string FileText() {
  std::string file = kHeader;
  for (int n = 1; n <= kRows; ++n) file += RowText(n);
  return file;
}

struct Fixture {
  Fixture() { Write(FileText()); }
  void Write(const std::string& content) const {
    REQUIRE(base::WriteFile(name, content).ok());
  }
  std::string Rejected() const {
    return base::ReadFile(name + ".rejected.csv").value();
  }

  testing::TempDirectory directory;
  const std::string name = directory.path() / "file.csv";
};

// What is sent before an error, and the error.
std::pair<std::string, absl::Status> Sent(const DeliveredFile& file) {
  std::string sent;
  absl::Status status = file.ForEachSentPiece([&](absl::string_view bytes) {
    sent.append(bytes.data(), bytes.size());
    return absl::OkStatus();
  });
  return {sent, std::move(status)};
}

RowVerdict Bad(int row) {
  RowVerdict verdict;
  verdict.set_row(row);
  verdict.set_outcome(ingestion::v1::ROW_OUTCOME_REJECTED);
  verdict.add_notes()->set_message("不对");
  return verdict;
}

TEST_CASE("A file is sent as it was surveyed") {
  const Fixture fixture;
  const DeliveredFile file = DeliveredFile::Open(fixture.name).value();
  CHECK(file.survey().rows == kRows);
  const auto [sent, status] = Sent(file);
  CHECK(status.ok());
  CHECK(sent == FileText());
  CHECK(sent.size() == file.size());
}

TEST_CASE("A row that became classified after the survey is not sent") {
  const Fixture fixture;
  const DeliveredFile file = DeliveredFile::Open(fixture.name).value();
  const int secret = GENERATE(1, 1700, kRows);
  std::string changed = kHeader;
  for (int n = 1; n <= kRows; ++n) {
    changed += RowText(n, n == secret ? "是" : "否");
  }
  fixture.Write(changed);

  const auto [sent, status] = Sent(file);
  CHECK(absl::IsAborted(status));
  CHECK_FALSE(absl::StrContains(sent, RowText(secret, "是")));
}

TEST_CASE(
    "A file that has grown or shrunk since the survey is not sent whole") {
  const Fixture fixture;
  const DeliveredFile file = DeliveredFile::Open(fixture.name).value();
  fixture.Write(GENERATE(FileText() + RowText(kRows + 1),
                         FileText().substr(0, 500'000), std::string()));
  CHECK(absl::IsAborted(Sent(file).second));
}

TEST_CASE("A file that cannot be read is no platform that is away") {
  const testing::TempDirectory directory;
  CHECK(absl::IsNotFound(
      DeliveredFile::Open(directory.path() / "none").status()));
  CHECK(absl::IsFailedPrecondition(
      DeliveredFile::Open(directory.path()).status()));
}

TEST_CASE("Rows that were not taken come back as they stood") {
  const Fixture fixture;
  const DeliveredFile file = DeliveredFile::Open(fixture.name).value();
  RejectedFile rejected(file, fixture.name + ".rejected.csv",
                        base::Readers::kGroup);
  std::string expected = "退回原因," + kHeader;
  for (const int row : {1, 2, 3, 1500, 1501, 2999, kRows}) {
    REQUIRE(rejected.Add(Bad(row)).ok());
    expected += "\"不对\"," + RowText(row);
  }
  REQUIRE(rejected.Finish().ok());
  CHECK(fixture.Rejected() == expected);

  // And once more, mended in part.
  fixture.Write(expected);
  const DeliveredFile again = DeliveredFile::Open(fixture.name).value();
  RejectedFile rejected_again(again, fixture.name + ".rejected.csv",
                              base::Readers::kOwner);
  REQUIRE(rejected_again.Add(Bad(4)).ok());
  REQUIRE(rejected_again.Finish().ok());
  CHECK(fixture.Rejected() ==
        "退回原因," + kHeader + "\"不对\"," + RowText(1500));
}

TEST_CASE("Where every row was taken nothing comes back") {
  const Fixture fixture;
  REQUIRE(base::WriteFile(fixture.name + ".rejected.csv", "old").ok());
  const DeliveredFile file = DeliveredFile::Open(fixture.name).value();
  RejectedFile rejected(file, fixture.name + ".rejected.csv",
                        base::Readers::kOwner);
  REQUIRE(rejected.Finish().ok());
  CHECK_FALSE(std::filesystem::exists(fixture.name + ".rejected.csv"));
}

TEST_CASE("A row that is too long comes back whole") {
  const Fixture fixture;
  const std::string row = "1号," + std::string(3 << 20, 'x') + "\r\n";
  fixture.Write("文号,内容\r\n" + row);
  const DeliveredFile file = DeliveredFile::Open(fixture.name).value();
  RejectedFile rejected(file, fixture.name + ".rejected.csv",
                        base::Readers::kOwner);
  REQUIRE(rejected.Add(Bad(1)).ok());
  REQUIRE(rejected.Finish().ok());
  CHECK(fixture.Rejected() == "退回原因,文号,内容\r\n\"不对\"," + row);
}

}  // namespace
}  // namespace creditproof::tool
