// Files made to break a reader. Each is answered clearly, at bounded memory,
// and the next delivery is taken as ever.
#include <catch2/catch.hpp>

#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"

namespace creditproof::tests {
namespace {

constexpr std::size_t kMegabyte = 1 << 20;
constexpr std::uint64_t kMostMemory = 300 * kMegabyte;
constexpr int kNotDelivered = 1;
constexpr int kSomeNotTaken = 3;

const std::string kCode = "91230103TE00000103";

std::string WithFact(const std::string& fact) {
  return Csv({Penalty(kCode, {{"违法事实", fact}}), Penalty(CodeNumber(7))});
}

std::string ManyColumns() {
  std::string header;
  for (int i = 0; i < 1'000'000; ++i) header += "c" + std::to_string(i) + ",";
  return header + "\r\n1\r\n";
}

struct Hostile {
  const char* what;
  std::string file;
  int exit_status;
  bool read;  // false where the file is refused as a whole
};

std::vector<Hostile> HostileFiles() {
  return {
      {"a row of 5 MB", WithFact(std::string(5 * kMegabyte, 'x')),
       kSomeNotTaken, true},
      {"a header of a million columns", ManyColumns(), kNotDelivered, false},
      {"NUL in a cell", WithFact(std::string("a\0b", 3)), kSomeNotTaken, true},
      {"nothing but NUL", std::string(8 * kMegabyte, '\0'), kNotDelivered,
       false},
      {"no text in any encoding", WithFact("\xff\xff\x81\x20"), kSomeNotTaken,
       true},
      {"doubled quotes", WithFact('"' + std::string(6 * kMegabyte, '"') + '"'),
       kSomeNotTaken, true},
      {"one quote, never closed",
       WithFact('"' + std::string(20 * kMegabyte, 'x')), kSomeNotTaken, true},
  };
}

TEST_CASE("Files made to break a reader are answered at bounded memory") {
  Installation installation;
  for (const Hostile& hostile : HostileFiles()) {
    CAPTURE(hostile.what);
    const Outcome outcome =
        installation.Ingest("hostile.csv", hostile.file, "penalties");
    CAPTURE(outcome.text.substr(0, 500));
    CHECK(outcome.exit_status == hostile.exit_status);
    if (hostile.read) {
      CAPTURE(outcome.json["rows"].dump());
      CHECK(outcome.json["rows"]["REJECTED"] == 1);
    } else {
      CHECK_FALSE(outcome.text.empty());
    }
    REQUIRE(installation.Running("ingestion"));
    CHECK(installation.MostMemory("ingestion") < kMostMemory);
  }
  CHECK(installation.Ingest("good.csv", Csv({Penalty(kCode)}), "penalties")
            .exit_status == 0);
}

}  // namespace
}  // namespace creditproof::tests
