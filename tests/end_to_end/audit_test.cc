// A subject learns who looked at it, and tampering with the trail shows.
#include <catch2/catch.hpp>
#include <sstream>

#include "absl/strings/str_replace.h"
#include "creditproof/audit/v1/audit.pb.h"
#include "libs/audit/chain.h"
#include "libs/kv/store.h"
#include "services/record_store/families.h"
#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"

namespace creditproof::tests {
namespace {

const std::string kCode = "91230103TE00000103";

// What a command prints, line by line.
struct Lines {
  int exit_status;
  std::vector<Json> lines;
  std::string text;

  // As "service method ground", in the order printed.
  std::vector<std::string> Looks() const {
    std::vector<std::string> looks;
    for (const Json& line : lines) {
      looks.push_back(line["service"].get<std::string>() + " " +
                      line["method"].get<std::string>() + " " +
                      line["ground"].get<std::string>());
    }
    return looks;
  }

  const Json& Of(const std::string& service) const {
    for (const Json& line : lines) {
      if (line["service"] == service) return line;
    }
    FAIL(service << " said nothing: " << text);
    return lines.front();
  }
};

// An installation whose record-store knows of an agency's duty, and which a
// registered subject without records is in.
class Audited {
 public:
  Audited() {
    installation.Stop();
    Replace("config/record-store.textproto", "grounds {", R"(grounds {
      duties {
        agency: "bureau"
        clients: "admin.creditproof"
        scenarios: SCENARIO_POLICY_APPLICATION
      })");
    installation.Start();
    REQUIRE(installation
                .Ingest("registry.csv", Csv({Registered(kCode)}), "registry")
                .exit_status == 0);
    REQUIRE(installation
                .Ingest("other.csv", Csv({Penalty("91230199TE00000292")}),
                        "penalties")
                .exit_status == 0);
  }

  // With the ground that `config` says.
  Lines Tool(const std::vector<std::string>& arguments,
             const std::string& config = "client.textproto") const {
    std::vector<std::string> command = {Binary("creditproof"), "--json",
                                        "--config",
                                        installation.directory() / config};
    command.insert(command.end(), arguments.begin(), arguments.end());
    const testing::Ended ended = testing::Run(command);
    Lines result{ended.exit_status, {}, ended.err};
    std::istringstream lines(ended.out);
    for (std::string line; std::getline(lines, line);) {
      result.lines.push_back(Json::parse(line));
    }
    return result;
  }

  // A configuration that differs in its ground.
  void WriteClient(const std::string& name, const std::string& ground) {
    const std::string own =
        ReadWhole(installation.directory() / "client.textproto");
    WriteWhole(installation.directory() / name,
               own.substr(0, own.find("asserting_key {")) + ground);
  }

  // Changes the audit family of the stopped record-store.
  void Tamper(const std::function<void(kv::Store&, kv::Batch&)>& change) const {
    const auto store =
        kv::Store::Open(installation.directory() / "data" / "record-store",
                        record_store::FamilySpecs())
            .value();
    kv::Batch batch(*store);
    change(*store, batch);
    REQUIRE(store->Commit(std::move(batch), kv::Durability::kSynced).ok());
  }

  Installation installation;

 private:
  void Replace(const std::string& file, const std::string& what,
               const std::string& with) const {
    const auto path = installation.directory() / file;
    WriteWhole(path, absl::StrReplaceAll(ReadWhole(path), {{what, with}}));
  }
};

TEST_CASE_METHOD(Audited, "Looks on all grounds are told together, in order") {
  WriteClient("bureau.textproto", R"(duty {
    agency: "bureau" scenario: SCENARIO_POLICY_APPLICATION })");
  WriteClient("administrator.textproto", "");
  const auto pdf = installation.File("report.pdf");
  REQUIRE(Tool({"check", kCode}).exit_status == 0);
  REQUIRE(Tool({"show", kCode}, "bureau.textproto").exit_status == 0);
  REQUIRE(Tool({"issue", kCode, "--scenario", "其他类", "--out", pdf})
              .exit_status == 0);
  REQUIRE(Tool({"verify", pdf}).exit_status == 0);

  const Lines told = Tool({"audit", kCode, "--purpose", "本人查询"});

  INFO(told.text);
  CHECK(told.exit_status == 0);
  CHECK(told.Looks() ==
        std::vector<std::string>{"eligibility-check CheckEligibility SUBJECT",
                                 "record-store GetSubject DUTY",
                                 "report-rendering IssueReport SUBJECT",
                                 "eligibility-check CheckEligibility SUBJECT",
                                 "verification VerifyUpload "});
  REQUIRE(told.lines.size() == 5);
  CHECK(told.lines[1]["actor"] == "bureau");
  CHECK(told.lines[2]["report_number"] == told.lines[4]["report_number"]);
  const Lines by_administrator =
      Tool({"audit", kCode}, "administrator.textproto");
  CHECK(by_administrator.exit_status == 0);
  REQUIRE(by_administrator.lines.size() == 10);  // a look in every service
  CHECK(by_administrator.lines.back()["purpose"] == "本人查询");
  CHECK(Tool({"audit", kCode, "--to", "2020-01-01"}).lines.empty());
  CHECK(Tool({"audit", kCode, "--from", "2020-01-01"}).lines.size() == 20);
  CHECK(Tool({"audit"}).exit_status == 2);

  installation.Kill("eligibility-check");
  const Lines without = Tool({"audit", kCode});
  CHECK(without.exit_status == 1);
  CHECK(Contains(without.text, "the trail of eligibility-check is missing"));
  CHECK_FALSE(without.lines.empty());
}

TEST_CASE_METHOD(Audited, "A changed and a cut off entry show") {
  const std::string ends = installation.File("ends.jsonl");
  for (int i = 0; i < 3; ++i) REQUIRE(Tool({"show", kCode}).exit_status == 0);
  const Lines before = Tool({"audit", "verify", "--checkpoints", ends});
  INFO(before.text);
  REQUIRE(before.exit_status == 0);
  CHECK(before.lines.size() == 5);
  CHECK(before.Of("record-store")["entries"] == 3);
  CHECK(Tool({"audit", "verify", "--checkpoints", ends}).exit_status == 0);
  const std::string known = ReadWhole(ends);
  installation.Stop();

  Tamper([](kv::Store& store, kv::Batch& batch) {
    bool is_first = true;
    REQUIRE(store
                .Scan(record_store::kAudit, audit::kChain, "",
                      [&](absl::string_view key, absl::string_view) {
                        if (!is_first) batch.Delete(record_store::kAudit, key);
                        is_first = false;
                        return true;
                      })
                .ok());
  });
  installation.Start();
  CHECK(Tool({"audit", "verify"}).exit_status == 0);
  const Lines cut = Tool({"audit", "verify", "--checkpoints", ends});
  CHECK(cut.exit_status == 3);
  CHECK(cut.Of("record-store")["intact"] == false);
  CHECK(cut.Of("ingestion")["intact"] == true);
  installation.Stop();

  Tamper([](kv::Store& store, kv::Batch& batch) {
    std::string key;
    audit::v1::AuditPage page;
    REQUIRE(store
                .Scan(record_store::kAudit, audit::kChain, "",
                      [&](absl::string_view k, absl::string_view bytes) {
                        key = std::string(k);
                        page.ParseFromArray(bytes.data(),
                                            static_cast<int>(bytes.size()));
                        return false;
                      })
                .ok());
    page.mutable_entries(0)->set_client("nobody.creditproof");
    batch.Put(record_store::kAudit, key, page.SerializeAsString());
  });
  installation.Start();
  const Lines changed = Tool({"audit", "verify"});
  CHECK(changed.exit_status == 3);
  CHECK(changed.Of("record-store")["damaged_sequence"] == 2);
  CHECK(changed.Of("verification")["intact"] == true);
  WriteWhole(ends, known + "no checkpoint\n");
  CHECK(Tool({"audit", "verify", "--checkpoints", ends}).exit_status == 1);
}

}  // namespace
}  // namespace creditproof::tests
