// Many subjects are checked by one command, wherever they are served.
#include <catch2/catch.hpp>

#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"

namespace creditproof::tests {
namespace {

TEST_CASE("A file of codes says who is not eligible and how many are") {
  const Installation installation(/*followers=*/2);
  std::vector<Cells> registry;
  std::string clean;
  for (int number = 0; number < 8; ++number) {
    registry.push_back(Registered(CodeNumber(number)));
    if (number > 0) clean += CodeNumber(number) + "\n";
  }
  REQUIRE(installation.Ingest("registry.csv", Csv(registry), "registry")
              .exit_status == 0);
  REQUIRE(
      installation
          .Ingest("penalties.csv", Csv({Penalty(CodeNumber(0))}), "penalties")
          .exit_status == 0);
  const std::string file = installation.File("codes.txt");

  WriteWhole(file, clean);
  const Outcome all =
      installation.ToolOnceConnected({"check", "--batch", file});
  CHECK(all.exit_status == 0);
  CHECK(all.json["total"] == 7);
  CHECK(all.json["eligible"] == 7);

  WriteWhole(file, clean + "\n" + CodeNumber(0) + "\r\n");
  const Outcome some = installation.Tool({"check", "--batch", file});
  CHECK(some.exit_status == 3);
  CHECK(some.json["total"] == 8);
  CHECK(some.json["eligible"] == 7);

  WriteWhole(file, clean + "91230103TE00000104\n");
  CHECK(installation.Tool({"check", "--batch", file}).exit_status == 3);
  CHECK(installation.Tool({"check", "--batch", "/absent"}).exit_status == 1);
  CHECK(installation.Tool({"check", CodeNumber(0), "--batch", file})
            .exit_status == 2);
}

}  // namespace
}  // namespace creditproof::tests
