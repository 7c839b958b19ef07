// A report is revoked, and whoever verifies it learns of that, on line and off.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"
#include "tests/installation/wait.h"

namespace creditproof::tests {
namespace {

const std::string kCode = "91230103TE00000103";

class Issued : public Installation {
 public:
  explicit Issued(int followers = 1) : Installation(followers) {
    REQUIRE(Ingest("registry.csv", Csv({Registered(kCode)}), "registry")
                .exit_status == 0);
    REQUIRE(Ingest("penalties.csv", Csv({Penalty(CodeNumber(2))}), "penalties")
                .exit_status == 0);
    revoked_pdf = File("revoked.pdf");
    other_pdf = File("other.pdf");
    number = Issue(revoked_pdf);
    Issue(other_pdf);
  }

  std::string Issue(const std::string& pdf) {
    const Outcome issued = ToolOnceConnected(
        {"issue", kCode, "--scenario", "融资上市类", "--out", pdf});
    INFO(issued.text);
    REQUIRE(issued.exit_status == 0);
    return issued.json["number"];
  }

  void Revoke() {
    const Outcome proposed =
        Tool({"revoke", "propose", number, "--reason", "登记信息有误"});
    INFO(proposed.text);
    REQUIRE(proposed.exit_status == 0);
    const std::string id = proposed.json["proposal"];
    const Outcome own = Tool({"revoke", "approve", id});
    CHECK(own.exit_status == 1);
    CHECK(Contains(own.text, "another administrator"));
    CHECK(Tool({"verify", "--number", number}).json["verdict"] == "01");
    CHECK(SecondTool({"revoke", "list"}).json["proposal"] == id);
    REQUIRE(SecondTool({"revoke", "approve", id}).exit_status == 0);
    WaitUntil("verification knows of the revocation", [&] {
      return Tool({"verify", "--number", number}).json["verdict"] == "04";
    });
  }

  Outcome Offline(const std::string& pdf, const std::string& list) {
    return Tool({"verify", pdf, "--offline", "--keys", directory() / "keys",
                 "--status-list", list});
  }

  std::string number;
  std::string revoked_pdf;
  std::string other_pdf;
};

TEST_CASE(
    "A revoked report is 04 with its reason, the others stay what they are") {
  Issued installation;
  CHECK(installation
            .Tool({"revoke", "propose", "5HGT-2QZJ-DSAY-Q5W6-X", "--reason",
                   "有误"})
            .exit_status == 1);  // never issued here
  const Outcome withdrawn = installation.Tool(
      {"revoke", "propose", installation.number, "--reason", "弄错了"});
  REQUIRE(withdrawn.exit_status == 0);
  REQUIRE(installation
              .Tool({"revoke", "reject", withdrawn.json["proposal"], "--reason",
                     "撤回"})
              .exit_status == 0);
  CHECK(installation.Tool({"report", "presented", kCode, installation.number})
            .json["total_count"] == 0);  // to propose is not to present
  installation.Revoke();

  const Outcome revoked =
      installation.Tool({"verify", installation.revoked_pdf});
  CHECK(revoked.exit_status == 4);
  CHECK(revoked.json["verdict"] == "04");
  CHECK(Contains(revoked.json["message"].get<std::string>(), "登记信息有误"));
  CHECK(installation.Tool({"verify", installation.other_pdf}).json["verdict"] ==
        "01");
  CHECK(Contains(installation.Tool({"history", kCode}).json.dump(),
                 "REPORT_REVOKED"));
}

TEST_CASE("A status list tells off line what was revoked") {
  Issued installation(2);
  const auto before = installation.File("before.status");
  REQUIRE(installation.Tool({"status-list", "--out", before}).exit_status == 0);
  const Outcome stands = installation.Offline(installation.revoked_pdf, before);
  INFO(stands.text << stands.json.dump());
  CHECK(stands.json["verdict"] == "01");
  CHECK(Contains(stands.json["message"].get<std::string>(), "没有被撤销"));
  CHECK_FALSE(stands.json["as_of_time"].get<std::string>().empty());
  installation.Revoke();
  // A list is kept for an hour, but not over a restart.
  for (const std::string name : {"verification-1", "verification-2"}) {
    installation.Kill(name);
    installation.Restart(name);
  }
  const auto list = installation.File("after.status");
  REQUIRE(installation.ToolOnceConnected({"status-list", "--out", list})
              .exit_status == 0);

  const Outcome revoked = installation.Offline(installation.revoked_pdf, list);

  CHECK(revoked.exit_status == 4);
  CHECK(revoked.json["verdict"] == "04");
  CHECK(Contains(revoked.json["message"].get<std::string>(), "状态清单"));
  CHECK(installation.Offline(installation.other_pdf, list).json["verdict"] ==
        "01");
  const auto later = installation.File("later.pdf");
  installation.Issue(later);
  const Outcome unlisted = installation.Offline(later, list);
  CHECK(unlisted.json["verdict"] == "01");
  CHECK(Contains(unlisted.json["message"].get<std::string>(), "不能得知"));

  std::string altered = ReadWhole(list);
  altered[altered.size() / 2] =
      static_cast<char>(altered[altered.size() / 2] ^ 1);
  WriteWhole(list, altered);
  const Outcome refused = installation.Offline(installation.revoked_pdf, list);
  CHECK(refused.exit_status == 1);
  CHECK(Contains(refused.text, "状态清单不能使用"));
}

}  // namespace
}  // namespace creditproof::tests
