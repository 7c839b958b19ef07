// A key's life, by the commands: in the place of a key comes another; the first
// one is retired, then found to have been in other hands.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"
#include "tests/installation/wait.h"

namespace creditproof::tests {
namespace {

const std::string kCode = "91230103TE00000103";

class Fixture {
 public:
  Fixture() {
    REQUIRE(installation
                .Ingest("registry.csv", Csv({Registered(kCode)}), "registry")
                .exit_status == 0);
    // About somebody else: for every area somebody has delivered.
    REQUIRE(
        installation
            .Ingest("penalties.csv", Csv({Penalty(CodeNumber(2))}), "penalties")
            .exit_status == 0);
  }

  std::string keys() const { return installation.directory() / "keys"; }

  Outcome Keys(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "keys");
    arguments.insert(arguments.end(), {"--keys", keys()});
    return installation.Tool(arguments);
  }
  Outcome Changed(const std::vector<std::string>& arguments) const {
    Outcome outcome = Keys(arguments);
    INFO(outcome.text);
    REQUIRE(outcome.exit_status == 0);
    return outcome;
  }
  Outcome Issue(const std::string& pdf) const {
    return installation.ToolOnceConnected(
        {"issue", kCode, "--scenario", "融资上市类", "--out", pdf});
  }
  Outcome Online(const std::string& pdf) const {
    return installation.Tool({"verify", pdf});
  }
  Outcome Offline(const std::string& pdf) const {
    return installation.Tool({"verify", pdf, "--offline", "--keys", keys()});
  }

  // The claim key that report-rendering is given in place of its first.
  void PutAnotherClaimKey() {
    const std::string file = installation.directory() / "secrets/claim-2.key";
    const Outcome made = Changed({"create", "claim", "--private-key", file});
    CHECK(made.json["state"] == "CREATED");
    Changed({"activate", made.json["fingerprint"].get<std::string>()});
    const auto config =
        installation.directory() / "config" / "report-rendering.textproto";
    WriteWhole(config, absl::StrReplaceAll(
                           ReadWhole(config),
                           {{"secrets/claim.key", "secrets/claim-2.key"}}));
    installation.Kill("report-rendering");
    installation.Restart("report-rendering");
  }

  Installation installation;
  const std::string first = FirstClaimKey();

 private:
  // make-pki writes the claim's first.
  std::string FirstClaimKey() const {
    const std::string history = ReadWhole(keys() + "/keys.textproto");
    const std::string before = "fingerprint: \"";
    return history.substr(history.find(before) + before.size(), 64);
  }
};

TEST_CASE_METHOD(Fixture, "A key is replaced, retired and found compromised") {
  const std::string before = installation.File("before.pdf");
  const std::string after = installation.File("after.pdf");
  REQUIRE(Issue(before).exit_status == 0);

  PutAnotherClaimKey();
  CHECK(Changed({"retire", first}).json["state"] == "RETIRED");
  // Once verification has read of the new key.
  REQUIRE(Issue(after).exit_status == 0);
  for (const std::string& pdf : {before, after}) {
    CHECK(Online(pdf).json["verdict"] == "01");
    CHECK(Offline(pdf).json["verdict"] == "01");
  }

  // From before the first report was registered.
  Changed({"compromise", first, "--from", "2026-01-01 00:00:00"});
  WaitUntil("verification has read of the compromise",
            [&] { return Online(before).json["verdict"] == "04"; });
  CHECK(Online(before).exit_status == 4);
  CHECK(Online(after).json["verdict"] == "01");
  const Outcome cannot_tell = Offline(before);
  CHECK(cannot_tell.exit_status == 5);
  CHECK(cannot_tell.json["verdict"] == "10");
  CHECK(Contains(cannot_tell.json["message"].get<std::string>(), "联网核验"));
  CHECK(Offline(after).exit_status == 0);
}

TEST_CASE_METHOD(Fixture, "What was registered before a compromise holds") {
  const std::string pdf = installation.File("report.pdf");
  REQUIRE(Issue(pdf).exit_status == 0);
  // The history counts seconds.
  const absl::Time next = absl::Now() + absl::Seconds(1);
  WaitUntil("the second is over", [&] { return absl::Now() > next; });
  const std::string now =
      absl::FormatTime(absl::RFC3339_full, absl::Now(), absl::UTCTimeZone());

  Changed({"compromise", first, "--from", now});

  // Who signs with it stops by itself, without a restart, and does not start.
  WaitUntil("report-rendering signs no more", [&] {
    const Outcome refused =
        installation.Tool({"issue", kCode, "--scenario", "融资上市类", "--out",
                           installation.File("late.pdf")});
    return refused.exit_status == 1 && Contains(refused.text, "COMPROMISED");
  });
  CHECK(Online(pdf).json["verdict"] == "01");
  CHECK(Offline(pdf).exit_status == 5);
  const auto refused = testing::Run(
      {Binary("creditproof-report-rendering"),
       installation.directory() / "config" / "report-rendering.textproto"});
  CHECK(refused.exit_status == 1);
  CHECK(Contains(refused.err, "COMPROMISED"));
}

TEST_CASE_METHOD(Fixture,
                 "Nonsense about keys is refused, and changes nothing") {
  const std::string before = ReadWhole(keys() + "/keys.textproto");
  CHECK(Keys({"activate", first}).exit_status == 1);
  CHECK(Keys({"retire", "00000000"}).exit_status == 1);
  CHECK(Keys({"compromise", first, "--from", "2099-01-01 00:00:00"})
            .exit_status == 1);
  CHECK(Keys({"compromise", first, "--from", "soon"}).exit_status == 2);
  CHECK(Keys({"create", "claim", "--private-key", keys() + "/claims/a.key"})
            .exit_status == 1);
  CHECK(ReadWhole(keys() + "/keys.textproto") == before);
}

}  // namespace
}  // namespace creditproof::tests
