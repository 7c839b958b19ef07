// The past can be asked for, a receipt proven, a lost follower made anew.
#include <catch2/catch.hpp>

#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"

namespace creditproof::tests {
namespace {

const std::string kCode = "91230103TE00000103";

// The last line that `history` prints.
Json LastRevision(const Installation& installation,
                  const std::vector<std::string>& more = {}) {
  std::vector<std::string> command = {"history", kCode};
  command.insert(command.end(), more.begin(), more.end());
  return installation.Tool(command).json;
}

TEST_CASE("What became of a record is told, compared, and shown as of then") {
  const Installation installation;
  REQUIRE(
      installation.Ingest("registry.csv", Csv({Registered(kCode)}), "registry")
          .exit_status == 0);
  REQUIRE(installation
              .Ingest("first.csv",
                      Csv({Penalty(kCode, {{"罚款金额（万元）", "1"}})}),
                      "penalties")
              .exit_status == 0);
  const Json first = installation
                         .ShowOnce(kCode,
                                   [](const Json& json) {
                                     return json["records"].size() == 1;
                                   })
                         .json["records"][0];
  REQUIRE(installation
              .Ingest("second.csv",
                      Csv({Penalty(kCode, {{"罚款金额（万元）", "2"}})}),
                      "penalties")
              .exit_status == 0);
  installation.ShowOnce(kCode, [&](const Json& json) {
    return json["records"][0]["position"] != first["position"];
  });

  const std::string record = first["record_id"];
  const Json last = LastRevision(installation, {"--record", record});
  CHECK(last["kind"] == "RECORD_PUT");
  CHECK(last["source"] == "penalties");
  CHECK(last["row"] == 1);
  const std::string then = std::to_string(first["position"].get<int>());
  const std::string now = std::to_string(last["position"].get<int>());
  const Json difference =
      LastRevision(installation, {"--record", record, "--diff", then, now});
  CHECK(difference["first"] == "1");
  CHECK(difference["second"] == "2");
  const Outcome shown = installation.Tool({"show", kCode, "--at", then});
  CHECK(shown.json["records"][0]["position"] == first["position"]);
  CHECK(installation.Tool({"show", kCode, "--at", "2020-01-01"}).exit_status ==
        1);
  CHECK(installation.Tool({"show", kCode, "--at", "yesterday"}).exit_status ==
        2);
  for (const char* command : {"show", "history"}) {
    CHECK(installation.Tool({command, kCode, "--at", "100000"}).exit_status ==
          1);
  }
}

TEST_CASE("A receipt is proven off line, with the delivered file beside it") {
  const Installation installation;
  REQUIRE(
      installation
          .Ingest("penalties.csv",
                  Csv({Penalty(kCode, {{"是否涉密", "否"}}),
                       Penalty(kCode, {{"是否涉密", "是"}}),
                       Penalty("91230103TE00000104", {{"是否涉密", "否"}})}),
                  "penalties")
          .exit_status == 3);
  const std::string file = installation.File("penalties.csv");
  const std::vector<std::string> verify = {"receipt",
                                           "verify",
                                           file + ".receipt",
                                           "--keys",
                                           installation.directory() / "keys",
                                           "--file"};
  const auto verified = [&](const std::string& against) {
    auto command = verify;
    command.push_back(against);
    return installation.Tool(command);
  };

  const Outcome genuine = verified(file);
  INFO(genuine.text << genuine.json.dump());
  CHECK(genuine.exit_status == 0);
  CHECK(genuine.json["genuine"] == true);
  CHECK(genuine.json["rows"] ==
        Json{{"ACCEPTED", 1}, {"QUARANTINED", 1}, {"EXCLUDED", 1}});
  WriteWhole(installation.File("other.csv"), Csv({Penalty(kCode)}));
  CHECK(verified(installation.File("other.csv")).exit_status == 3);
  std::string receipt = ReadWhole(file + ".receipt");
  receipt[10] = static_cast<char>(receipt[10] ^ 1);
  WriteWhole(file + ".receipt", receipt);
  CHECK(verified(file).exit_status == 3);
}

TEST_CASE("A follower whose store was lost starts from record-store's state") {
  Installation installation;
  REQUIRE(installation
              .Ingest("registry.csv",
                      Csv({Registered(kCode), Registered(CodeNumber(2))}),
                      "registry")
              .exit_status == 0);
  REQUIRE(installation
              .Ingest("other.csv", Csv({Penalty(CodeNumber(2))}), "penalties")
              .exit_status == 0);
  installation.ShowOnce(
      kCode, [](const Json& json) { return json["registered"] == true; });
  const std::string service = "eligibility-check";
  installation.Kill(service);
  std::filesystem::remove_all(installation.directory() / "data" / service);

  installation.Restart(service);

  CHECK(installation.ToolOnceConnected({"check", kCode}).exit_status == 0);
  CHECK(installation.ToolOnceConnected({"check", CodeNumber(2)}).exit_status ==
        3);
}

}  // namespace
}  // namespace creditproof::tests
