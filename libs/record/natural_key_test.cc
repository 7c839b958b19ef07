#include "libs/record/natural_key.h"

#include <catch2/catch.hpp>
#include <set>

#include "libs/record/gb18030_remap.h"

namespace creditproof::record {
namespace {

v1::Record Penalty() {
  v1::Record record;
  record.set_kind(v1::RECORD_KIND_PENALTY);
  record.set_source_id("penalties");
  record.set_credit_code("91230103TE00000103");
  record.set_party_name("哈尔滨云杉示例装备制造有限公司");
  record.set_authority("哈尔滨市市场监督管理局");
  record.set_authority_code("11230100TE00000098");
  record.set_document_number("哈市监罚〔2024〕12号");
  record.set_decision_date("2024-05-06");
  return record;
}

TEST_CASE("Document numbers are one however their brackets are written") {
  const std::string folded = FoldDocumentNumber("哈市监罚〔2024〕12号");
  CHECK(folded == "哈市监罚(2024)12号");
  for (const char* text :
       {"哈市监罚[2024]12号", "哈市监罚【2024】12号", "哈市监罚（2024）12号",
        "哈市监罚(2024)12号", "哈市监罚［２０２４］１２号",
        " 哈市监罚 〔2024〕　12 号"}) {
    CAPTURE(text);
    CHECK(FoldDocumentNumber(text) == folded);
  }
  CHECK(FoldDocumentNumber("(2022)豫0724执恢54号") !=
        FoldDocumentNumber("(2022)豫0724执恢55号"));
}

TEST_CASE("Names are one whatever the width of their letters") {
  CHECK(FoldName("哈尔滨ＡＢＣ（集团）有限公司") ==
        FoldName("哈尔滨abc(集团)有限公司 "));
  CHECK(FoldName("买买提•阿里") == FoldName("买买提·阿里"));
  CHECK(FoldName("甲公司") != FoldName("乙公司"));
}

TEST_CASE("Private-use characters count as the standard ones they stand for") {
  CHECK(FoldName("\uE81E") == FoldName("\u9FB4"));
  CHECK(FoldName("\uE864") == FoldName("\u9FBB"));
  CHECK(FoldName("\uE816") == FoldName("\U00020087"));
  CHECK(FoldName("\uE78D") == FoldName("\uFE10"));
  CHECK(FoldName("甲\uE5E5乙") == "甲乙");
}

TEST_CASE("No private-use character in the tables stays in private use") {
  std::set<char32_t> standard;
  int remapped = 0;
  for (char32_t value = 0xE000; value <= 0xF8FF; ++value) {
    const char32_t mapped = StandardCharacter(value);
    if (mapped == value) continue;
    ++remapped;
    CHECK((mapped < 0xE000 || mapped > 0xF8FF));
    standard.insert(mapped);
  }
  CHECK(remapped == 80 + 10 + 1);
  CHECK(standard.size() == 91);
  CHECK(StandardCharacter(U'杉') == U'杉');
}

TEST_CASE("A record's id ignores how it is written but not what it says") {
  const std::string id = RecordId(Penalty());
  CHECK(id.size() == 32);

  v1::Record same = Penalty();
  same.set_document_number("哈市监罚[2024] 12号");
  same.set_party_name("旧名称");
  same.set_content("另有内容");
  same.set_authority("市场监管局");  // its code is what counts
  CHECK(RecordId(same) == id);

  std::set<std::string> ids = {id};
  const auto differs = [&](auto change) {
    v1::Record other = Penalty();
    change(other);
    return ids.insert(RecordId(other)).second;
  };
  CHECK(differs([](auto& r) { r.set_source_id("lists"); }));
  CHECK(differs([](auto& r) { r.set_kind(v1::RECORD_KIND_DISHONESTY); }));
  CHECK(differs([](auto& r) { r.set_credit_code("91230199TE00000292"); }));
  CHECK(differs([](auto& r) { r.clear_authority_code(); }));
  CHECK(
      differs([](auto& r) { r.set_document_number("哈市监罚〔2024〕13号"); }));
}

TEST_CASE("Without a document number the date tells records apart") {
  v1::Record first = Penalty();
  first.clear_document_number();
  v1::Record second = first;
  second.set_decision_date("2024-05-07");
  CHECK(RecordId(first) != RecordId(second));
}

TEST_CASE("A quarantined row is found again once its code is mended") {
  v1::Record broken = Penalty();
  broken.set_credit_code("91230103TE00000104");
  CHECK(QuarantineId(broken) == QuarantineId(Penalty()));
  broken.set_party_name("另一家公司");
  CHECK(QuarantineId(broken) != QuarantineId(Penalty()));
}

}  // namespace
}  // namespace creditproof::record
