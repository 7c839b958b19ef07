// From department files to a proven report, through the command line.
#include <catch2/catch.hpp>

#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"

namespace creditproof::tests {
namespace {

const std::string kClean = "91230103TE00000103";
const std::string kPenalised = "91230199TE00000292";
const std::string kUnknown = "91230100TE000007XP";

std::vector<std::string> IssueCommand(const std::string& code,
                                      const std::filesystem::path& out) {
  return {"issue", code, "--scenario", "融资上市类", "--out", out};
}

// With the registry and one penalty delivered.
class Delivered : public Installation {
 public:
  Delivered() {
    const Outcome registry =
        Ingest("registry.csv",
               Csv({Registered(kClean), Registered(kPenalised)}), "registry");
    INFO(registry.text << registry.json.dump());
    REQUIRE(registry.exit_status == 0);
    const Outcome penalties =
        Ingest("penalties.csv", Csv({Penalty(kPenalised)}), "penalties");
    INFO(penalties.text << penalties.json.dump());
    REQUIRE(penalties.exit_status == 0);
  }
};

TEST_CASE("A verdict says what is known, and the exit status says which") {
  const Delivered installation;

  const Outcome clean = installation.Tool({"check", kClean});
  INFO(clean.text);
  CHECK(clean.exit_status == 0);
  CHECK(clean.json["verdict"] == "ELIGIBLE");

  const Outcome penalised = installation.Tool({"check", kPenalised});
  CHECK(penalised.exit_status == 3);
  CHECK(penalised.json["verdict"] == "RECORDS_FOUND");
  REQUIRE(penalised.json["findings"].size() == 1);
  CHECK(penalised.json["findings"][0]["date"] == "2023-05-06");
  CHECK(penalised.json["findings"][0]["area"] == "MARKET_REGULATION");
  CHECK(Contains(penalised.json["findings"][0]["content"], "罚款人民币2000元"));
  CHECK(penalised.json["findings"][0]["document_number"] ==
        "哈市监罚〔2023〕17号");

  const Outcome unknown = installation.Tool({"check", kUnknown});
  CHECK(unknown.exit_status == 4);
  CHECK(unknown.json["verdict"] == "NOT_APPLICABLE");
}

TEST_CASE("A clean subject's report is proven by file, number and QR code") {
  const Delivered installation;
  const auto pdf = installation.File("report.pdf");
  const std::string keys = installation.directory() / "keys";

  const Outcome issued = installation.Tool(IssueCommand(kClean, pdf));
  INFO(issued.text << issued.json.dump());
  REQUIRE(issued.exit_status == 0);
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
    CHECK(verified.json["number"] == number);
    CHECK(verified.json["subject"] == kClean);
  }
}

TEST_CASE("A changed byte is caught, with and without the platform") {
  const Delivered installation;
  const auto pdf = installation.File("report.pdf");
  REQUIRE(installation.Tool(IssueCommand(kClean, pdf)).exit_status == 0);
  std::string bytes = ReadWhole(pdf);
  const auto altered = installation.File("altered.pdf");

  for (const std::size_t part : {1U, 3U, 5U, 7U, 9U}) {
    std::string changed = bytes;
    changed[bytes.size() * part / 10] ^= 1;
    WriteWhole(altered, changed);
    CHECK(installation.Tool({"verify", altered}).exit_status == 3);
    CHECK(installation
              .Tool({"verify", altered, "--offline", "--keys",
                     installation.directory() / "keys"})
              .exit_status == 3);
  }
}

TEST_CASE("Off line, a folder that lacks a key is no ground for a verdict") {
  const Delivered installation;
  const auto pdf = installation.File("report.pdf");
  REQUIRE(installation.Tool(IssueCommand(kClean, pdf)).exit_status == 0);
  const auto keys = installation.File("keys");
  std::filesystem::copy(installation.directory() / "keys", keys,
                        std::filesystem::copy_options::recursive);
  std::filesystem::copy_file(keys / "receipts" / "demo.pem",
                             keys / "claims" / "demo.pem",
                             std::filesystem::copy_options::overwrite_existing);

  const Outcome verified =
      installation.Tool({"verify", pdf, "--offline", "--keys", keys});

  CHECK(verified.exit_status == 1);
  CHECK(verified.json.is_null());
  INFO(verified.text);
  CHECK(Contains(verified.text, "demo.pem"));
}

TEST_CASE("A number that is none is told from one that was not issued") {
  const Installation installation;
  for (const std::string number : {"", "12345"}) {
    const Outcome verified = installation.Tool({"verify", "--number", number});
    CHECK(verified.exit_status == 3);
    CHECK(verified.json["verdict"] == "09");
  }
}

TEST_CASE("A record delivered after issue shows when the report is verified") {
  const Delivered installation;
  const auto pdf = installation.File("report.pdf");
  REQUIRE(installation.Tool(IssueCommand(kClean, pdf)).exit_status == 0);

  REQUIRE(installation.Ingest("late.csv", Csv({Penalty(kClean)}), "penalties")
              .exit_status == 0);

  const Outcome verified = installation.Tool({"verify", pdf});
  CHECK(verified.exit_status == 4);
  CHECK(verified.json["verdict"] == "02");
}

TEST_CASE("A subject with a record is refused, with its date and content") {
  const Delivered installation;
  const auto pdf = installation.File("refused.pdf");

  const Outcome refused = installation.Tool(IssueCommand(kPenalised, pdf));

  CHECK(refused.exit_status == 3);
  REQUIRE(refused.json["findings"].size() == 1);
  CHECK(refused.json["findings"][0]["date"] == "2023-05-06");
  CHECK(Contains(refused.json["findings"][0]["content"], "罚款人民币2000元"));
  CHECK_FALSE(std::filesystem::exists(pdf));
}

TEST_CASE("The same request id gets the same report, byte for byte") {
  const Delivered installation;
  const auto first_file = installation.File("first.pdf");
  const auto again_file = installation.File("again.pdf");
  auto first = IssueCommand(kClean, first_file);
  auto again = IssueCommand(kClean, again_file);
  for (auto* command : {&first, &again}) {
    command->insert(command->end(),
                    {"--request-id", "9f1b6a44-3f0e-4d0c-9a55-0c7f3f3b7d10"});
  }

  const Outcome first_outcome = installation.Tool(first);
  const Outcome again_outcome = installation.Tool(again);

  REQUIRE(first_outcome.exit_status == 0);
  REQUIRE(again_outcome.exit_status == 0);
  CHECK(first_outcome.json["number"] == again_outcome.json["number"]);
  CHECK(ReadWhole(first_file) == ReadWhole(again_file));
}

TEST_CASE("What is known of a subject can be shown") {
  const Delivered installation;
  const Outcome shown = installation.ShowOnce(
      kPenalised, [](const Json& json) { return json["records"].size() == 1; });
  CHECK(shown.json["registration"]["name"] == NameOf(kPenalised));
  CHECK(shown.json["records"][0]["source"] == "penalties");
  CHECK(shown.json["records"][0]["state"] == "EFFECTIVE");
}

}  // namespace
}  // namespace creditproof::tests
