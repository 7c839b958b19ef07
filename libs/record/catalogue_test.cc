#include "libs/record/catalogue.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>

namespace creditproof::record {
namespace {

// Every value of the proto but 0 has a name that leads back to it, and so does
// its identifier, with or without capitals.
template <typename Enum, typename Parse>
void CheckBothWays(const google::protobuf::EnumDescriptor& descriptor,
                   const std::string& prefix, Parse parse) {
  std::set<std::string> names;
  for (int i = 1; i < descriptor.value_count(); ++i) {
    const auto value = static_cast<Enum>(descriptor.value(i)->number());
    const std::string name(ChineseName(value));
    CAPTURE(descriptor.value(i)->name(), name);
    CHECK(names.insert(name).second);
    CHECK(parse(name).value() == value);
    CHECK(parse("  " + name + " ").value() == value);

    std::string id = descriptor.value(i)->name().substr(prefix.size());
    CHECK(parse(id).value() == value);
    for (char& c : id) c = static_cast<char>(std::tolower(c));
    CHECK(parse(id).value() == value);
  }
  CHECK(ChineseName(Enum{}).empty());
  CHECK_FALSE(parse("").ok());
  CHECK_FALSE(parse("UNSPECIFIED").ok());
  CHECK_FALSE(parse("没有这一项").ok());
}

TEST_CASE("Every name leads to its value and back") {
  CheckBothWays<Area>(*v1::Area_descriptor(), "AREA_", ParseArea);
  CheckBothWays<Scenario>(*v1::Scenario_descriptor(), "SCENARIO_",
                          ParseScenario);
  CheckBothWays<OperatorKind>(*v1::OperatorKind_descriptor(), "OPERATOR_KIND_",
                              ParseOperatorKind);
  CheckBothWays<RecordKind>(*v1::RecordKind_descriptor(), "RECORD_KIND_",
                            ParseRecordKind);
  CheckBothWays<Procedure>(*v1::Procedure_descriptor(), "PROCEDURE_",
                           ParseProcedure);
  CheckBothWays<PenaltyKind>(*v1::PenaltyKind_descriptor(), "PENALTY_KIND_",
                             ParsePenaltyKind);
  CheckBothWays<RegistrationStatus>(*v1::RegistrationStatus_descriptor(),
                                    "REGISTRATION_STATUS_",
                                    ParseRegistrationStatus);
}

TEST_CASE("There are 50 areas in the order of the plan") {
  const auto areas = AllAreas();
  REQUIRE(areas.size() == 50);
  for (std::size_t i = 0; i < areas.size(); ++i) {
    CHECK(static_cast<std::size_t>(areas[i]) == i + 1);
  }
  CHECK(ChineseName(areas.front()) == "发展改革");
  CHECK(ChineseName(areas.back()) == "网络安全");
}

TEST_CASE("An unknown name is quoted with what was wanted") {
  CHECK(ParseArea("应急").status().message() == "“应急”不是领域的名称或标识");
}

TEST_CASE("Registries write the status in many ways") {
  const auto [text, status] = GENERATE(table<std::string, RegistrationStatus>({
      {"存续（在营、开业、在册）", v1::REGISTRATION_STATUS_ACTIVE},
      {"在业", v1::REGISTRATION_STATUS_ACTIVE},
      {"开业", v1::REGISTRATION_STATUS_ACTIVE},
      {"吊销，未注销", v1::REGISTRATION_STATUS_REVOKED},
      {"吊销，已注销", v1::REGISTRATION_STATUS_DEREGISTERED},
      {"注销", v1::REGISTRATION_STATUS_DEREGISTERED},
      {"迁出", v1::REGISTRATION_STATUS_MOVED_OUT},
  }));
  CAPTURE(text);
  CHECK(ParseRegistrationStatus(text).value() == status);
}

TEST_CASE("Other penalties carry an explanation, and 普通程序 is ordinary") {
  CHECK(ParsePenaltyKind("其他-责令改正").value() == v1::PENALTY_KIND_OTHER);
  CHECK_FALSE(ParsePenaltyKind("其他处罚").ok());
  CHECK(ParseProcedure("普通程序").value() == v1::PROCEDURE_ORDINARY);
}

}  // namespace
}  // namespace creditproof::record
