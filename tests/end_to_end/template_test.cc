// Editions of the page: tried out by the tool, and never edited once they drew.
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_replace.h"
#include "libs/testing/temp_directory.h"
#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"

namespace creditproof::tests {
namespace {

const std::string kPolicy =
    SourceFile("deploy/policies/heilongjiang-2024.textproto");

// A folder with an edition to be tried out, without any service.
struct Edition {
  Edition() {
    Write({{"template_id: \"clean-2\"",
            "template_id: \"clean-3\"\nsupersedes: \"clean-2\""}});
  }

  // The shipped one with `changes`, each of which must be to be made.
  void Write(const std::vector<std::pair<std::string, std::string>>& changes) {
    std::string text =
        ReadWhole(SourceFile("deploy/templates/clean-2.textproto"));
    for (const auto& change : changes) {
      REQUIRE(absl::StrReplaceAll({change}, &text) > 0);
    }
    WriteWhole(file(), text);
  }
  std::string file() const { return folder.path() / "clean-3.textproto"; }
  std::string preview() const { return folder.path() / "specimen.pdf"; }
  Outcome Check(const std::string& policy = kPolicy) const {
    return Read(
        testing::Run({Binary("creditproof"), "--json", "template", "check",
                      file(), "--policy", policy, "--preview", preview()}));
  }

  const testing::TempDirectory folder;
};

TEST_CASE_METHOD(Edition, "An edition that can be put to use is shown") {
  const Outcome checked = Check();

  INFO(checked.text);
  REQUIRE(checked.exit_status == 0);
  CHECK(checked.json["template_id"] == "clean-3");
  CHECK(std::string(checked.json["prefix_sha256"]).size() == 64);
  CHECK(ReadWhole(preview()).substr(0, 5) == "%PDF-");
}

TEST_CASE_METHOD(Edition,
                 "What is in the way of an edition is told, all of it") {
  const std::string id = "template_id: \"clean-2\"";
  const std::string new_id = "template_id: \"clean-3\"";
  Write({{id, new_id}, {"size: 22", "size: 60"}, {"{site}", "site"}});
  const Outcome wrong = Check();
  CHECK(wrong.exit_status == 1);
  CHECK(Contains(wrong.text, "clean-3.textproto: line "));
  CHECK(Contains(wrong.text, "title.title_style.size is 60"));
  CHECK(Contains(wrong.text, "verify.number_hint must have {site}"));
  CHECK_FALSE(std::filesystem::exists(preview()));

  Write({{id, new_id},
         {"number_label: \"报告编号 \"", "number_label: \"（转下页）\""}});
  CHECK(Contains(Check().text, "sheet.number_label says the same as"));
}

TEST_CASE_METHOD(Edition, "A policy whose names do not fit is told which") {
  std::string policy = ReadWhole(kPolicy);
  REQUIRE(absl::StrReplaceAll({{"黑龙江省经营主体公共信用信息报告",
                                "黑龙江省经营主体公共信用信息报告黑龙江省经营"
                                "主体公共信用信息报告"}},
                              &policy) > 0);
  const std::string file = folder.path() / "policy.textproto";
  WriteWhole(file, policy);

  const Outcome wrong = Check(file);

  CHECK(wrong.exit_status == 1);
  CHECK(Contains(wrong.text, "names.report_title is “黑龙江省"));
}

TEST_CASE("A template that drew a report is not started with when edited") {
  const std::string code = "91230103TE00000103";
  Installation installation;
  REQUIRE(
      installation.Ingest("registry.csv", Csv({Registered(code)}), "registry")
          .exit_status == 0);
  REQUIRE(
      installation
          .Ingest("penalties.csv", Csv({Penalty(CodeNumber(2))}), "penalties")
          .exit_status == 0);
  REQUIRE(installation
              .Tool({"issue", code, "--scenario", "融资上市类", "--out",
                     installation.File("report.pdf")})
              .exit_status == 0);
  installation.Stop();
  const std::filesystem::path config = installation.directory() / "config";
  const std::filesystem::path drawn = config / "templates/clean-2.textproto";
  const std::string before = ReadWhole(drawn);
  std::string edited = before;
  REQUIRE(absl::StrReplaceAll({{"未发现违法违规记录", "没有违法违规记录"}},
                              &edited) > 0);
  WriteWhole(drawn, edited);

  const testing::Ended refused =
      testing::Run({Binary("creditproof-report-rendering"),
                    config / "report-rendering.textproto"});

  INFO(refused.err);
  CHECK(refused.exit_status != 0);
  CHECK(Contains(refused.err, "clean-2"));
  CHECK(Contains(refused.err, "give the edit a new id"));
  WriteWhole(drawn, before);
  installation.Start();
  CHECK(installation.ToolOnceConnected({"report", "list", code}).exit_status ==
        0);
}

}  // namespace
}  // namespace creditproof::tests
