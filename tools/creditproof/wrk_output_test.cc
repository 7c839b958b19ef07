#include "tools/creditproof/wrk_output.h"

#include <catch2/catch.hpp>
#include <string>

namespace creditproof::tool {
namespace {

const std::string kBefore =
    "Running 2s test @ http://127.0.0.1:20001/v1/reports:verify\n"
    "  1 threads and 64 connections\n"
    "Requests/sec:   9000.00\n";

TEST_CASE("The last line of wrk's output says how many and how long") {
  const auto figures =
      ParseWrk(kBefore + R"({"requests":16000,"us":2000000,"p50_us":7000,)"
                         R"("p99_us":21000,"refused":0,"broken":0})"
                         "\n");
  REQUIRE(figures.ok());
  CHECK(figures->calls == 16'000);
  CHECK(figures->calls_per_second == 8'000);
  CHECK(figures->p50_us == 7'000);
  CHECK(figures->p99_us == 21'000);
}

TEST_CASE("A run with errors is no measurement") {
  const std::string counted =
      R"({"requests":10,"us":2000000,"p50_us":7,"p99_us":9,)";
  CHECK(ParseWrk(counted + R"("refused":0,"broken":0})").ok());
  CHECK_FALSE(ParseWrk(counted + R"("refused":1,"broken":0})").ok());
  CHECK_FALSE(ParseWrk(counted + R"("refused":0,"broken":1})").ok());
}

TEST_CASE("Where nothing was answered, what wrk says instead is told") {
  const std::string said = "unable to connect to 127.0.0.1:1 Refused\n";
  CHECK(ParseWrk(said).status().message() == "wrk: no answers: " + said);
  CHECK_FALSE(ParseWrk("").ok());
  CHECK_FALSE(ParseWrk(kBefore).ok());
  CHECK_FALSE(
      ParseWrk(R"({"requests":0,"us":2000000,"refused":0,"broken":0})").ok());
}

}  // namespace
}  // namespace creditproof::tool
