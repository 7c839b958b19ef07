// The edition of 2025: a report that lists records, from its policy to its
// proof.
#include <catch2/catch.hpp>

#include "absl/strings/str_replace.h"
#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"

namespace creditproof::tests {
namespace {

const std::string kClean = "91230103TE00000103";
const std::string kPenalised = "91230199TE00000292";

// Under national-2025, with one penalty delivered.
class National : public Installation {
 public:
  National() {
    REQUIRE(Ingest("registry.csv",
                   Csv({Registered(kClean), Registered(kPenalised)}),
                   "registry")
                .exit_status == 0);
    REQUIRE(Ingest("penalties.csv", Csv({Penalty(kPenalised)}), "penalties")
                .exit_status == 0);
    Activate("national-2025", {});
  }

  void Activate(const std::string& id,
                const std::vector<std::pair<std::string, std::string>>& edits) {
    const std::string file = File(id + ".textproto");
    WriteWhole(
        file, absl::StrReplaceAll(
                  ReadWhole(SourceFile("deploy/policies/" + id + ".textproto")),
                  edits));
    const Outcome proposed =
        Tool({"policy", "propose", file, "--reason", "发改财金〔2025〕565号"});
    INFO(proposed.text);
    REQUIRE(proposed.exit_status == 0);
    const std::string proposal = proposed.json["proposal"];
    REQUIRE(SecondTool({"policy", "approve", proposal}).exit_status == 0);
  }

  Outcome Issue(const std::string& code, const std::string& name) const {
    return Tool(
        {"issue", code, "--scenario", "融资上市类", "--out", File(name)});
  }

  void Repair() const {
    REQUIRE(Ingest("repair.csv",
                   Csv({Penalty(kPenalised, {{"更新类型", "修复"}})}),
                   "penalties")
                .exit_status == 0);
  }
};

TEST_CASE("A report with a record is issued, proven, and overtaken by repair") {
  const National installation;
  const std::string keys = installation.directory() / "keys";
  const std::string pdf = installation.File("report.pdf");

  const Outcome issued = installation.Issue(kPenalised, "report.pdf");
  INFO(issued.text << issued.json.dump());
  REQUIRE(issued.exit_status == 0);
  CHECK(issued.json["verdict"] == "RECORDS_FOUND");
  CHECK(issued.json["record_count"] == 1);
  const std::string number = issued.json["number"];
  const std::string qr_text = issued.json["qr_text"];

  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"verify", pdf},
        {"verify", "--number", number},
        {"verify", "--qr", qr_text},
        {"verify", pdf, "--offline", "--keys", keys},
        {"verify", "--qr", qr_text, "--offline", "--keys", keys}}) {
    const Outcome verified = installation.Tool(command);
    INFO(verified.text << verified.json.dump());
    CHECK(verified.exit_status == 0);
    CHECK(verified.json["verdict"] == "01");
    CHECK(verified.json["outcome"] == "WITH_RECORDS");
  }
  std::string bytes = ReadWhole(pdf);
  bytes[bytes.size() / 2] ^= 1;
  WriteWhole(installation.File("altered.pdf"), bytes);
  CHECK(installation.Tool({"verify", installation.File("altered.pdf")})
            .exit_status == 3);

  installation.Repair();
  const Outcome overtaken = installation.Tool({"verify", pdf});
  INFO(overtaken.json.dump());
  CHECK(overtaken.exit_status == 4);
  CHECK(overtaken.json["verdict"] == "02");
}

TEST_CASE("A repaired record is listed where the policy shows it only") {
  National installation;
  installation.Repair();
  const Outcome shown = installation.Issue(kPenalised, "shown.pdf");
  INFO(shown.text << shown.json.dump());
  REQUIRE(shown.exit_status == 0);
  CHECK(shown.json["verdict"] == "ELIGIBLE");
  CHECK(shown.json["record_count"] == 1);

  installation.Activate("national-2025",
                        {{"version: 1", "version: 2"},
                         {"repaired_shown: true", "repaired_shown: false"}});
  const Outcome quiet = installation.Issue(kPenalised, "quiet.pdf");
  REQUIRE(quiet.exit_status == 0);
  CHECK(quiet.json["record_count"] == 0);
  CHECK(installation.Tool({"verify", installation.File("quiet.pdf")})
            .json["outcome"] == "CLEAN");
}

TEST_CASE("Without records the edition of 2025 is a clean page") {
  const National installation;
  const Outcome issued = installation.Issue(kClean, "clean.pdf");
  REQUIRE(issued.exit_status == 0);
  CHECK(issued.json["record_count"] == 0);
  const Outcome verified =
      installation.Tool({"verify", installation.File("clean.pdf")});
  CHECK(verified.json["verdict"] == "01");
  CHECK(verified.json["outcome"] == "CLEAN");
}

TEST_CASE("A row in doubt stops a report that lists records, too") {
  const National installation;
  REQUIRE(installation
              .Ingest("doubt.csv",
                      Csv({Penalty(kPenalised, {{"行政处罚决定书文号",
                                                 "哈市监罚〔2024〕1号"},
                                                {"处罚决定日期", "不详"}})}),
                      "penalties")
              .exit_status == 3);
  const Outcome refused = installation.Issue(kPenalised, "none.pdf");
  INFO(refused.json.dump());
  CHECK(refused.exit_status == 5);
  CHECK(refused.json["verdict"] == "UNDETERMINED");
  CHECK(refused.json["finding_count"] == 1);
}

}  // namespace
}  // namespace creditproof::tests
