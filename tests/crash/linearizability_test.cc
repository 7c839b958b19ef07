// Reports are issued while departments deliver and services are killed: none is
// clean that must not be.
#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <map>
#include <set>
#include <sstream>
#include <thread>
#include <vector>

#include "absl/strings/str_format.h"
#include "tests/crash/random_kill.h"
#include "tests/installation/delivery_file.h"

namespace creditproof::tests {
namespace {

using Time = std::chrono::steady_clock::time_point;

constexpr int kSubjects = 3;
constexpr int kStages = 5;  // see File
constexpr int kRounds = kSubjects * kStages;
constexpr int kIssuers = 2;

Time Now() { return std::chrono::steady_clock::now(); }

// One report asked for, and what came of it.
struct Issued {
  std::string code;
  Time asked;
  Time answered;
  Outcome outcome;
};

// A time in which a subject surely stood refused: from an acknowledgement to
// the start of the delivery that ended it.
struct Refused {
  std::string code;
  Time from;
  Time to;
};

// The file of a stage in a subject's life.
std::string File(const std::string& code, int stage) {
  const Cells known = {{"行政处罚决定书文号", "哈市监罚〔2023〕1号"}};
  const Cells other = {{"行政处罚决定书文号", "哈市监罚〔2023〕2号"}};
  Cells row = Penalty(code, stage < 2 ? known : other);
  row["更新类型"] = stage == 1 || stage == 4 ? "修复" : "新增";
  if (stage == 2) row["处罚决定日期"] = "2023-02-30";  // holds the subject
  return Csv({row});
}

// Whether a subject in this stage must be refused: fined, or held.
bool IsRefusedIn(int stage) { return stage == 0 || stage == 2 || stage == 3; }

class Experiment {
 public:
  Experiment() {
    std::vector<Cells> registry;
    for (int i = 0; i < kSubjects; ++i) {
      registry.push_back(Registered(CodeNumber(i)));
    }
    REQUIRE(installation.Ingest("registry.csv", Csv(registry), "registry")
                .exit_status == 0);
    REQUIRE(installation
                .Ingest("looked.csv", Csv({Penalty(CodeNumber(kSubjects))}),
                        "penalties")
                .exit_status == 0);
  }

  // Delivers all stages of all subjects, each with a kill on the way.
  void Deliver() {
    RandomKill random_kill(20261129);
    std::map<std::string, Time> refused_since;
    for (int round = 0; round < kRounds; ++round) {
      const std::string code = CodeNumber(round % kSubjects);
      const int stage = round / kSubjects;
      const auto file = installation.File(absl::StrFormat("%d.csv", round));
      WriteWhole(file, File(code, stage));
      if (!IsRefusedIn(stage) && refused_since.contains(code)) {
        refused.push_back({code, refused_since[code], Now()});
        refused_since.erase(code);
      }
      const std::vector<std::string> ingest = {"ingest", file, "--source",
                                               "penalties"};
      random_kill.During(installation, ingest,
                         {"ingestion", "eligibility-check", "verification",
                          "report-rendering"},
                         std::chrono::milliseconds(60));
      const Outcome answered = installation.ToolOnceConnected(ingest);
      INFO(answered.text);
      REQUIRE(answered.exit_status == (stage == 2 ? 3 : 0));
      if (IsRefusedIn(stage)) refused_since.try_emplace(code, Now());
    }
  }

  // Asks for reports until the deliveries are over.
  void Issue(int issuer, std::vector<Issued>& issued) const {
    for (int n = issuer; !delivered; n += kIssuers) {
      Issued& one = issued.emplace_back();
      one.code = CodeNumber(n % kSubjects);
      one.asked = Now();
      one.outcome = installation.Tool(
          {"issue", one.code, "--scenario", "其他类", "--request-id",
           absl::StrFormat("00000000-0000-4000-8000-%012d", n), "--out",
           installation.File(absl::StrFormat("%d.pdf", n))});
      one.answered = Now();
    }
  }

  Installation installation;
  std::vector<Refused> refused;
  std::atomic<bool> delivered{false};
};

std::vector<Json> HistoryOf(const Installation& installation,
                            const std::string& code) {
  testing::Process tool = installation.ToolProcess({"history", code});
  const testing::Ended& ended = tool.Wait();
  REQUIRE(ended.exit_status == 0);
  std::vector<Json> history;
  std::istringstream lines(ended.out);
  for (std::string line; std::getline(lines, line);) {
    history.push_back(Json::parse(line));
  }
  return history;
}

// Whether anything stands against the subject at `position`, by its history.
bool StandsRefused(const std::vector<Json>& history, std::uint64_t position) {
  std::set<std::string> standing;
  for (const Json& revision : history) {
    if (revision["position"] > position) break;
    const std::string kind = revision["kind"];
    const std::string id = kind.rfind("HOLD_", 0) == 0
                               ? revision["reference_id"]
                               : revision["record_id"];
    if (kind == "RECORD_PUT" || kind == "HOLD_PLACED") standing.insert(id);
    if (kind == "RECORD_REPAIRED" || kind == "HOLD_LIFTED") standing.erase(id);
  }
  return !standing.empty();
}

TEST_CASE("No report is clean at or after what stands against its subject") {
  Experiment experiment;
  std::vector<std::vector<Issued>> issued(kIssuers);
  std::vector<std::thread> issuers;
  for (int i = 0; i < kIssuers; ++i) {
    issuers.emplace_back([&, i] { experiment.Issue(i, issued[i]); });
  }
  experiment.Deliver();
  experiment.delivered = true;
  for (std::thread& issuer : issuers) issuer.join();

  std::map<std::string, std::vector<Json>> histories;
  for (int i = 0; i < kSubjects; ++i) {
    histories[CodeNumber(i)] =
        HistoryOf(experiment.installation, CodeNumber(i));
  }
  std::map<int, int> outcomes;  // by exit status
  int within = 0;
  for (const std::vector<Issued>& by_one : issued) {
    for (const Issued& one : by_one) {
      ++outcomes[one.outcome.exit_status];
      const bool surely =
          std::any_of(experiment.refused.begin(), experiment.refused.end(),
                      [&](const Refused& r) {
                        return r.code == one.code && r.from <= one.asked &&
                               one.answered <= r.to;
                      });
      within += surely ? 1 : 0;
      if (one.outcome.exit_status != 0) continue;
      CHECK_FALSE(surely);
      INFO(one.outcome.json.dump());
      CHECK_FALSE(
          StandsRefused(histories[one.code], one.outcome.json["position"]));
    }
  }
  // The test means something: reports were issued and refused, and some were
  // asked for while a refusal surely stood.
  CHECK(outcomes[0] > 0);
  CHECK(outcomes[3] > 0);
  CHECK(within > 0);
}

}  // namespace
}  // namespace creditproof::tests
