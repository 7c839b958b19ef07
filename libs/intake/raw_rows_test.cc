#include "libs/intake/raw_rows.h"

#include <catch2/catch.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/crypto/digest.h"
#include "libs/intake/row_splitter.h"
#include "libs/intake/test_file.h"

namespace creditproof::intake {
namespace {

using Numbered = std::vector<std::pair<std::int64_t, std::string>>;

Numbered RawRows(absl::string_view file) {
  Numbered rows;
  RowSplitter splitter([&](const RawRow& raw) {
    rows.emplace_back(raw.number,
                      std::string(file.substr(raw.begin, raw.end - raw.begin)));
  });
  splitter.Feed(file);
  splitter.Finish();
  return rows;
}

absl::StatusOr<Survey> SurveyOf(absl::string_view file, std::size_t piece) {
  Surveyor surveyor;
  for (std::size_t at = 0; at < file.size(); at += piece) {
    surveyor.Feed(file.substr(at, piece));
  }
  return surveyor.Finish();
}

absl::StatusOr<Encoding> DetectEncoding(absl::string_view file) {
  const auto survey = SurveyOf(file, 7);
  if (!survey.ok()) return survey.status();
  return survey->encoding;
}

struct Declassified {
  std::string file;
  std::vector<std::int64_t> rows;
  std::vector<std::int64_t> unclear_rows;
};
absl::StatusOr<Declassified> DropClassifiedRows(absl::string_view file) {
  const std::size_t piece = GENERATE(1, 5, 1 << 20);
  const auto survey = SurveyOf(file, piece);
  if (!survey.ok()) return survey.status();
  Declassified result;
  RowEmptier emptier(*survey, [&](absl::string_view bytes) {
    result.file.append(bytes.data(), bytes.size());
  });
  for (std::size_t at = 0; at < file.size(); at += piece) {
    emptier.Feed(file.substr(at, piece));
  }
  for (const EmptiedRow& row : survey->emptied) {
    result.rows.push_back(row.number);
    if (row.unclear) result.unclear_rows.push_back(row.number);
  }
  return result;
}

TEST_CASE("Raw rows are the bytes between the line ends") {
  CHECK(RawRows("\xEF\xBB\xBF"
                "a,b\r\n1,\"x\ny\"\r\n\n2,3") ==
        Numbered{{0, "a,b"}, {1, "1,\"x\ny\""}, {3, "2,3"}});
  CHECK(RawRows("").empty());
  CHECK(RawRows("\xEF\xBB") == Numbered{{0, "\xEF\xBB"}});
}

TEST_CASE("A row's digest is that of its raw bytes, also of the longest") {
  for (const std::size_t length : {10, 100'000, 1'100'000, 3'000'000}) {
    const std::string file =
        PenaltyFile({{"违法事实", std::string(length, 'x')}});
    const auto raw = RawRows(file);
    const auto rows = ReadRows(file);
    REQUIRE(raw.size() == 2);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].number == raw[1].first);
    CHECK(rows[0].raw_sha256 == crypto::Sha256(raw[1].second));
  }
}

TEST_CASE("Text is encoded and decoded alike") {
  const std::string text = "哈尔滨𠮷祥，㐂";
  const std::string gb = Encode(text, Encoding::kGb18030);
  CHECK(gb.substr(0, 2) == "\xB9\xFE");
  CHECK(Encode(text, Encoding::kUtf8Bom) == text);
  CHECK(DetectEncoding(Encode(PenaltyFile(), Encoding::kGb18030)).value() ==
        Encoding::kGb18030);
  CHECK(DetectEncoding(PenaltyFile()).value() == Encoding::kUtf8);
  CHECK(DetectEncoding("\xEF\xBB\xBF" + PenaltyFile()).value() ==
        Encoding::kUtf8Bom);
  CHECK_FALSE(DetectEncoding("\xFF\xD8\xFF\xE0,\n").ok());
  CHECK_FALSE(DetectEncoding("").ok());
}

TEST_CASE("Classified rows are emptied and the others stand as they were") {
  const std::string file =
      "企业名称,是否涉密,备注\r\n甲,否,a\r\n乙,是,b\r\n丙,,c";
  for (const Encoding encoding : {Encoding::kUtf8, Encoding::kGb18030}) {
    const auto dropped = DropClassifiedRows(Encode(file, encoding));
    REQUIRE(dropped.ok());
    CHECK(
        dropped->file ==
        Encode("企业名称,是否涉密,备注\r\n甲,否,a\r\n,是,\r\n丙,,c", encoding));
    CHECK(dropped->rows == std::vector<std::int64_t>{2});
  }
}

TEST_CASE("A row that may be classified is emptied too, and counted apart") {
  const std::string file =
      "企业名称,是否涉密（是/否）,密级标识\n甲,否,公开\n乙,否,秘密★10年\n"
      "丙,不详,\n丁,,待定\n";
  for (const Encoding encoding : {Encoding::kUtf8, Encoding::kGb18030}) {
    const auto dropped = DropClassifiedRows(Encode(file, encoding));
    REQUIRE(dropped.ok());
    CHECK(dropped->file ==
          Encode("企业名称,是否涉密（是/否）,密级标识\n甲,否,公开\n,是,\n"
                 ",不明,\n,不明,\n",
                 encoding));
    CHECK(dropped->rows == std::vector<std::int64_t>{2, 3, 4});
    CHECK(dropped->unclear_rows == std::vector<std::int64_t>{3, 4});
  }
}

TEST_CASE("What was emptied is still excluded by the platform") {
  const std::string word = GENERATE("是", "不详", "秘密★10年");
  const std::string file = PenaltyFile({{"涉密标识", word}});
  const auto dropped = DropClassifiedRows("\xEF\xBB\xBF" + file);
  REQUIRE(dropped.ok());
  CHECK_FALSE(absl::StrContains(dropped->file, "冰凌花"));
  const auto rows = ReadRows(dropped->file);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].excluded);
  CHECK(rows[0].number == 1);
}

TEST_CASE("A survey counts the rows that are judged") {
  const std::string file =
      PenaltyFile() + ",,,\r\n\r\n" + PenaltyFile({{"涉密标识", "是"}});
  CHECK(SurveyOf(file, 3)->rows ==
        static_cast<std::int64_t>(ReadRows(file).size()));
}

TEST_CASE("A file without classified rows comes back byte for byte") {
  const std::string file = "\xEF\xBB\xBF" + PenaltyFile();
  CHECK(DropClassifiedRows(file)->file == file);
  CHECK_FALSE(DropClassifiedRows("").ok());
}

}  // namespace
}  // namespace creditproof::intake
