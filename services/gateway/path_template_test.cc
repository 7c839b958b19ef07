#include "services/gateway/path_template.h"

#include <catch2/catch.hpp>

namespace creditproof::gateway {
namespace {

std::string Value(absl::string_view text, absl::string_view path) {
  const auto parsed = PathTemplate::Parse(text);
  REQUIRE(parsed.ok());
  const auto bound = parsed->Match(path);
  if (!bound) return "none";
  return bound->empty() ? ""
                        : bound->front().field + "=" + bound->front().value;
}

constexpr char kReport[] = "/v1/{name=subjects/*/reports/*}";

TEST_CASE("A name is bound with its collections") {
  CHECK(Value(kReport, "/v1/subjects/A/reports/B") ==
        "name=subjects/A/reports/B");
  CHECK(Value("/v1/subjects/{credit_code}/bars", "/v1/subjects/A/bars") ==
        "credit_code=A");
  CHECK(Value("/v1/statusList", "/v1/statusList") == "");
}

TEST_CASE("What stands behind the colon tells methods apart") {
  CHECK(Value(kReport, "/v1/subjects/A/reports/B:data") == "none");
  CHECK(Value("/v1/{name=subjects/*/reports/*}:data",
              "/v1/subjects/A/reports/B:data") == "name=subjects/A/reports/B");
  CHECK(Value("/v1/{name=subjects/*/reports/*}:data",
              "/v1/subjects/A/reports/B") == "none");
}

TEST_CASE("A segment is decoded, and hides nothing") {
  CHECK(Value(kReport, "/v1/subjects/%41/reports/B") ==
        "name=subjects/A/reports/B");
  CHECK(Value(kReport, "/v1/subjects/A%2Freports%2FB/reports/C") == "none");
  CHECK(Value(kReport, "/v1/subjects/A%00/reports/C") == "none");
  CHECK(Value(kReport, "/v1/subjects/A%4/reports/C") == "none");
  CHECK(Value(kReport, "/v1/subjects//reports/C") == "none");
  CHECK(Value(kReport, "/v1/subjects/A/reports/C/") == "none");
}

TEST_CASE("A template that is none is refused") {
  for (const char* text : {"", "v1/a", "/v1/{name", "/v1/{a.b}", "/v1/**"}) {
    CHECK_FALSE(PathTemplate::Parse(text).ok());
  }
}

}  // namespace
}  // namespace creditproof::gateway
