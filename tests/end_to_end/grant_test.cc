// A subject lets a receiver fetch its report: from the grant to the audit
// trail.
#include <catch2/catch.hpp>
#include <sstream>

#include "absl/time/clock.h"
#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"
#include "tests/installation/wait.h"

namespace creditproof::tests {
namespace {

const std::string kCode = "91230103TE00000103";

class Granting : public Installation {
 public:
  Granting() {
    REQUIRE(Ingest("registry.csv", Csv({Registered(kCode)}), "registry")
                .exit_status == 0);
    REQUIRE(
        Ingest("other.csv", Csv({Penalty("91230199TE00000292")}), "penalties")
            .exit_status == 0);
  }

  // For the receiver, to end in `seconds`.
  Json Grant(int seconds = 3600) const {
    const absl::Time end = absl::Now() + absl::Seconds(seconds);
    const Outcome made =
        Tool({"grant", "create", kCode, "--receiver", "stock-exchange",
              "--scenario", "融资上市类", "--until",
              absl::FormatTime(absl::RFC3339_sec, end, absl::UTCTimeZone())});
    INFO(made.text);
    REQUIRE(made.exit_status == 0);
    return made.json;
  }

  std::vector<std::string> Use(const Json& grant,
                               const std::string& out) const {
    return {"issue",   kCode,
            "--grant", grant["grant_id"].get<std::string>(),
            "--code",  grant["code"].get<std::string>(),
            "--out",   File(out)};
  }

  // All that a command prints, line by line.
  std::vector<Json> Lines(const std::vector<std::string>& arguments) const {
    std::vector<Json> objects;
    std::istringstream lines(ToolProcess(arguments).Wait().out);
    for (std::string line; std::getline(lines, line);) {
      objects.push_back(Json::parse(line));
    }
    return objects;
  }

  // What report-rendering's trail tells of grants, in order.
  std::vector<std::string> OutcomesOnGrants() const {
    std::vector<std::string> outcomes;
    for (const Json& entry : Lines({"audit", kCode})) {
      if (entry["service"] == "report-rendering" && entry["grant_id"] != "") {
        outcomes.push_back(entry["method"].get<std::string>() + " " +
                           entry["outcome"].get<std::string>());
      }
    }
    return outcomes;
  }
};

std::string StateOf(const Granting& installation, const Json& grant) {
  for (const Json& listed : installation.Lines({"grant", "list", kCode})) {
    if (listed["grant_id"] == grant["grant_id"]) return listed["state"];
  }
  return "";
}

TEST_CASE("A grant is used once, by its receiver, and each use is told") {
  const Granting installation;
  const Json grant = installation.Grant();
  CHECK(grant["receiver"] == "某证券交易所（演示）");
  const auto use = installation.Use(grant, "granted.pdf");

  const Outcome by_another = installation.Tool(use);
  CHECK(by_another.exit_status == 1);
  Json wrong = grant;
  wrong["code"] = grant["grant_id"];
  CHECK(installation.ReceiversTool(installation.Use(wrong, "wrong.pdf"))
            .exit_status == 1);
  const Outcome issued = installation.ReceiversTool(use);
  INFO(issued.text);
  REQUIRE(issued.exit_status == 0);
  CHECK(installation.ReceiversTool(use).exit_status == 1);

  const std::string number = issued.json["number"];
  const Outcome listed = installation.Tool({"report", "list", kCode});
  const Outcome known = installation.Tool({"report", "get", kCode, number});
  CHECK(known.exit_status == 0);
  CHECK(known.json == listed.json);
  const Outcome unknown =
      installation.Tool({"report", "get", kCode, "5HX8B35412KFMGAXY"});
  CHECK(unknown.exit_status == 1);
  CHECK(Contains(unknown.text, "no such report"));
  const auto again = installation.File("again.pdf");
  const std::vector<std::string> download = {
      "report",          "download", kCode,         number,  "--grant",
      grant["grant_id"], "--code",   grant["code"], "--out", again};
  CHECK(installation.ReceiversTool(download).exit_status == 0);
  CHECK(ReadWhole(again) == ReadWhole(installation.File("granted.pdf")));
  CHECK(installation.Tool({"verify", again}).json["verdict"] == "01");
  CHECK(installation.Tool({"grant", "list", kCode}).json["state"] == "USED");
  CHECK(installation.Tool({"grant", "list", kCode}).json["number"] == number);
  CHECK(installation.OutcomesOnGrants() ==
        std::vector<std::string>{
            "CreateGrant GRANTED", "IssueReport GRANT_OTHER_CLIENT",
            "IssueReport GRANT_WRONG_CODE", "IssueReport ISSUED",
            "IssueReport GRANT_USED", "DownloadReport DOWNLOADED"});
}

TEST_CASE("A revoked or ended grant fetches nothing") {
  const Granting installation;
  const Json revoked = installation.Grant();
  REQUIRE(installation.Tool({"grant", "revoke", kCode, revoked["grant_id"]})
              .json["state"] == "REVOKED");
  CHECK(installation.ReceiversTool(installation.Use(revoked, "a.pdf"))
            .exit_status == 1);

  const Json ended = installation.Grant(3);
  WaitUntil("the grant has ended",
            [&] { return StateOf(installation, ended) == "EXPIRED"; });
  CHECK(installation.ReceiversTool(installation.Use(ended, "b.pdf"))
            .exit_status == 1);
  CHECK(installation.OutcomesOnGrants().back() == "IssueReport GRANT_EXPIRED");
}

TEST_CASE("A record in the way is not told to a receiver, and costs nothing") {
  const Granting installation;
  const Json grant = installation.Grant();
  REQUIRE(installation.Ingest("late.csv", Csv({Penalty(kCode)}), "penalties")
              .exit_status == 0);

  const Outcome refused =
      installation.ReceiversTool(installation.Use(grant, "refused.pdf"));

  CHECK(refused.exit_status == 3);
  CHECK(refused.json["findings"].empty());
  CHECK_FALSE(Contains(refused.json.dump(), "罚款"));
  CHECK(installation.Tool({"grant", "list", kCode}).json["state"] == "OPEN");
}

TEST_CASE("Past reports are listed, fetched again and read as data") {
  const Granting installation;
  const auto first_file = installation.File("first.pdf");
  const Outcome first = installation.Tool(
      {"issue", kCode, "--scenario", "融资上市类", "--out", first_file});
  REQUIRE(first.exit_status == 0);
  const std::string number = first.json["number"];
  const Outcome second =
      installation.Tool({"issue", kCode, "--scenario", "其他类", "--replaces",
                         number, "--out", installation.File("second.pdf")});
  INFO(second.text);
  REQUIRE(second.exit_status == 0);

  const Outcome listed =
      installation.Tool({"report", "list", kCode, "--scenario", "融资上市类"});
  CHECK(listed.json["number"] == number);
  const auto again = installation.File("again.pdf");
  REQUIRE(
      installation.Tool({"report", "download", kCode, number, "--out", again})
          .exit_status == 0);
  CHECK(ReadWhole(again) == ReadWhole(first_file));
  const Outcome data =
      installation.Tool({"report", "data", kCode, second.json["number"]});
  CHECK(data.json["replaces"] == number);
  CHECK(data.json["subject"]["name"] == NameOf(kCode));
  CHECK(data.json["outcome"] == "OUTCOME_CLEAN");

  const Outcome superseded = installation.Tool({"verify", first_file});
  CHECK(superseded.exit_status == 4);
  CHECK(superseded.json["verdict"] == "03");
  CHECK(installation.Tool({"verify", installation.File("second.pdf")})
            .exit_status == 0);
}

}  // namespace
}  // namespace creditproof::tests
