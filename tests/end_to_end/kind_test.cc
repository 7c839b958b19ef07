// A kind of record that a department has declared, from its declaration to the
// check that it decides.
#include <catch2/catch.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "libs/intake/raw_rows.h"
#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"

namespace creditproof::tests {
namespace {

const std::string kGood = "91230199TE00000292";
const std::string kBad = "91230103TE00000103";

std::string KindText() {
  return ReadWhole(SourceFile("deploy/kinds/tax-arrears.textproto"));
}

std::string ArrearsFile(const std::string& code) {
  return intake::Encode(Csv({{{"纳税人名称", NameOf(code)},
                              {"统一社会信用代码", code},
                              {"欠税税种", "增值税"},
                              {"欠税余额（万元）", "12.5"},
                              {"公告机关", "哈尔滨市税务局"},
                              {"公告日期", "2025-03-04"}}}),
                        intake::Encoding::kGb18030);
}

// The kind is declared, `tax` delivers it, two subjects are known and
// `penalties` has looked.
class DeclaredInstallation : public Installation {
 public:
  DeclaredInstallation() {
    kind_file = File("tax-arrears.textproto");
    WriteWhole(kind_file, KindText());
    declared = Tool({"kind", "declare", kind_file});
    REQUIRE(declared.exit_status == 0);
    REQUIRE(Tool({"source", "create", "tax", "--name", "哈尔滨市税务局",
                  "--contact", "12366", "--areas", "税务", "--kinds",
                  "tax-arrears", "--terms", "tax-arrears=10"})
                .exit_status == 0);
    REQUIRE(Ingest("registry.csv", Csv({Registered(kGood), Registered(kBad)}),
                   "registry")
                .exit_status == 0);
    REQUIRE(Ingest("penalties.csv", Csv({Penalty(kBad)}), "penalties")
                .exit_status == 0);
  }

  std::string kind_file;
  Outcome declared;
};

TEST_CASE("A record of a declared kind stands in the way and is named") {
  const DeclaredInstallation installation;
  CHECK(installation.declared.json["number"] == 100);
  CHECK(installation.declared.json["version"] == 1);
  REQUIRE(installation.Tool({"check", kGood}).exit_status == 0);

  const Outcome delivered =
      installation.Ingest("arrears.csv", ArrearsFile(kGood), "tax");
  INFO(delivered.text << delivered.json.dump());
  REQUIRE(delivered.exit_status == 0);
  REQUIRE(delivered.json["rows"]["ACCEPTED"] == 1);

  const Outcome found = installation.Tool({"check", kGood});
  INFO(found.text << found.json.dump());
  CHECK(found.exit_status == 3);
  CHECK(found.json["verdict"] == "RECORDS_FOUND");
  REQUIRE(found.json["findings"].size() == 1);
  CHECK(found.json["findings"][0]["kind"] == "tax-arrears");
  CHECK(found.json["findings"][0]["kind_name"] == "欠税公告");
  CHECK(found.json["findings"][0]["content"] ==
        "欠税税种：增值税；欠税余额（万元）：12.5。");

  const Outcome shown = installation.ShowOnce(kGood, [](const Json& subject) {
    return subject["records"].size() == 1;
  });
  CHECK(shown.json["records"][0]["kind_name"] == "欠税公告");
  CHECK(shown.json["records"][0]["area"] == "TAXATION");
  const Outcome history = installation.Tool({"history", kGood});
  CHECK(history.json["content"]["kind"] == "欠税公告");
}

TEST_CASE("A declared kind that no longer counts frees the subject") {
  const DeclaredInstallation installation;
  REQUIRE(installation.Ingest("arrears.csv", ArrearsFile(kGood), "tax")
              .exit_status == 0);
  REQUIRE(installation.Tool({"check", kGood}).exit_status == 3);
  WriteWhole(
      installation.kind_file,
      absl::StrReplaceAll(KindText(), {{"counts: true", "counts: false"}}));

  const Outcome updated =
      installation.Tool({"kind", "update", installation.kind_file});

  INFO(updated.text);
  REQUIRE(updated.exit_status == 0);
  CHECK(updated.json["version"] == 2);
  CHECK(installation.Tool({"check", kGood}).exit_status == 0);
  const Outcome shown = installation.Tool({"kind", "show", "tax-arrears"});
  CHECK(shown.json["counts"] == false);
  CHECK(installation.Tool({"kind", "list"}).json == shown.json);
}

TEST_CASE("Whoever names kinds takes declared ones by their id") {
  const DeclaredInstallation installation;
  const std::string file = installation.File("drop/arrears.csv");
  std::filesystem::create_directory(installation.File("drop"));
  WriteWhole(file, ArrearsFile(kGood));
  const Outcome synced =
      installation.Tool({"sync", installation.File("drop"), "--source", "tax",
                         "--kind", "tax-arrears", "--once"});
  INFO(synced.text << synced.json.dump());
  REQUIRE(synced.exit_status == 0);

  const std::string done = installation.File("drop/done/arrears.csv");
  const Outcome equal = installation.Tool(
      {"reconcile", done, "--source", "tax", "--kind", "tax-arrears"});
  INFO(equal.text << equal.json.dump());
  CHECK(equal.exit_status == 0);
  CHECK(equal.json["kind"] == "tax-arrears");
  CHECK(equal.json["platform_rows"] == 1);

  const Outcome source = installation.Tool({"source", "show", "tax"});
  CHECK(source.json["record_kinds"] == Json::array({"tax-arrears"}));
  CHECK(source.json["legal_terms"]["tax-arrears"] == 10);
  const Outcome deliveries =
      installation.Tool({"delivery", "list", "--source", "tax"});
  CHECK(deliveries.json["file_kind"] == "tax-arrears");

  WriteWhole(installation.kind_file, absl::StrCat(KindText(), "number: 100\n"));
  const Outcome receipt =
      installation.Tool({"receipt", "verify", done + ".receipt", "--keys",
                         installation.directory() / "keys", "--file", done,
                         "--kind-file", installation.kind_file});
  INFO(receipt.text << receipt.json.dump());
  CHECK(receipt.exit_status == 0);
  CHECK(receipt.json["rows_compared"] == true);

  const Outcome unknown = installation.Tool(
      {"ingest", done, "--source", "tax", "--kind", "no-such-kind"});
  CHECK(unknown.exit_status == 1);
  CHECK(Contains(unknown.text, "no-such-kind"));
}

TEST_CASE("A declaration that cannot stand says where and why") {
  const Installation installation;
  const std::string file = installation.File("kind.textproto");
  WriteWhole(file,
             absl::StrReplaceAll(KindText(), {{"role: ROLE_AUTHORITY", ""}}));
  const Outcome refused = installation.Tool({"kind", "declare", file});
  CHECK(refused.exit_status == 1);
  CHECK(Contains(refused.text, "ROLE_AUTHORITY"));

  WriteWhole(file, "kind_id: \"a\"\n  cuonts: true\n");
  const Outcome misspelt = installation.Tool({"kind", "declare", file});
  CHECK(misspelt.exit_status == 1);
  CHECK(Contains(misspelt.text, "line 2"));

  WriteWhole(file, KindText());
  CHECK(installation.Tool({"kind", "declare", file, "--dry-run"}).exit_status ==
        0);
  CHECK(installation.Tool({"kind", "show", "tax-arrears"}).exit_status == 1);
}

}  // namespace
}  // namespace creditproof::tests
