#include "libs/record/subject_name.h"

#include <catch2/catch.hpp>

namespace creditproof::record {
namespace {

TEST_CASE("A subject's name leads to its code and back") {
  const auto code = ParseSubjectName("subjects/91230103TE00000103");
  REQUIRE(code.ok());
  CHECK(SubjectName(*code) == "subjects/91230103TE00000103");
}

TEST_CASE("A malformed subject name is refused") {
  for (const char* name :
       {"", "91230103TE00000103", "subjects/", "subjects/91230103TE00000104",
        "subjects/91230103TE00000103/", "subject/91230103TE00000103"}) {
    CAPTURE(name);
    CHECK(ParseSubjectName(name).status().code() ==
          absl::StatusCode::kInvalidArgument);
  }
}

TEST_CASE("A source's name leads to its id and back") {
  CHECK(ParseSourceName("sources/national-push").value() == "national-push");
  CHECK(SourceName("national-push") == "sources/national-push");
  CHECK(ParseSourceName("sources/" + std::string(63, 'a')).ok());
}

TEST_CASE("A malformed source name is refused") {
  for (const std::string& name :
       {std::string(), std::string("lists"), std::string("sources/"),
        std::string("sources/Lists"), std::string("sources/a_b"),
        std::string("sources/a/b"), "sources/" + std::string(64, 'a')}) {
    CAPTURE(name);
    CHECK_FALSE(ParseSourceName(name).ok());
  }
}

}  // namespace
}  // namespace creditproof::record
