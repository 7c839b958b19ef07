#include "services/gateway/openapi.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "google/api/annotations.pb.h"
#include "services/gateway/gateway_fixture.h"
#include "services/gateway/ground.h"
#include "services/gateway/public_api.h"

namespace creditproof::gateway {
namespace {

using nlohmann::json;

// Every reference within `part` leads somewhere in `document`.
void CheckReferences(const json& part, const json& document) {
  if (part.is_object() && part.contains("$ref")) {
    const std::string to = part["$ref"];
    CHECK(document.contains(
        json::json_pointer(std::string(absl::StripPrefix(to, "#")))));
  }
  if (!part.is_structured()) return;
  for (const json& inner : part) CheckReferences(inner, document);
}

TEST_CASE("The description covers every route, with words") {
  std::vector<BackEnd> back_ends(1);
  back_ends[0].services = PublicServices();
  const auto routes = RouteTable::Make(back_ends);
  REQUIRE(routes.ok());
  REQUIRE(routes->routes().size() > 15);
  const json document =
      json::parse(PublicOpenApiJson("https://credit.example"));
  CHECK(document["openapi"] == "3.1.0");
  std::set<std::string> ids;
  for (const Route& route : routes->routes()) {
    std::vector<std::string> parameters;
    const std::string path = route.path.Generic(parameters);
    std::string verb = route.verb;
    for (char& c : verb) c = static_cast<char>(c | 0x20);
    REQUIRE(document["paths"][path].contains(verb));
    const json& operation = document["paths"][path][verb];
    CHECK(ids.insert(operation["operationId"]).second);
    CHECK(operation["summary"].get<std::string>().size() > 10);
    CHECK_FALSE(absl::StrContains(operation.dump(), "access.v1.Ground"));
  }
  CheckReferences(document, document);
}

TEST_CASE("The description names the cookie that browsers get") {
  const auto name = [](const std::string& origin) {
    const json document = json::parse(PublicOpenApiJson(origin));
    return document["components"]["securitySchemes"]["cookie"]["name"];
  };
  CHECK(name("https://credit.example") == "__Host-creditproof");
  CHECK(name("http://127.0.0.1:8080") == "creditproof");
}

TEST_CASE("Every public method that tells of a subject asks who asks") {
  const std::set<std::string> for_everybody = {"VerifyReport", "VerifyUpload",
                                               "GetStatusList"};
  for (const auto* service : PublicServices()) {
    for (int i = 0; i < service->method_count(); ++i) {
      const auto& method = *service->method(i);
      if (!method.options().HasExtension(google::api::http)) continue;
      CHECK((GroundField(*method.input_type()) != nullptr) !=
            (for_everybody.count(method.name()) == 1));
    }
  }
}

TEST_CASE("A rule that cannot be served stops the start") {
  // Of files that only this test has.
  google::protobuf::FileDescriptorProto file;
  file.set_name("odd.proto");
  file.set_syntax("proto3");
  file.add_dependency("google/api/annotations.proto");
  file.add_message_type()->set_name("Empty");
  auto* method = file.add_service()->add_method();
  file.mutable_service(0)->set_name("Odd");
  method->set_name("Do");
  method->set_input_type("Empty");
  method->set_output_type("Empty");
  method->mutable_options()
      ->MutableExtension(google::api::http)
      ->set_get("/v1/{nothing}");
  google::protobuf::DescriptorPool pool(
      google::protobuf::DescriptorPool::generated_pool());
  const auto* built = pool.BuildFile(file);
  REQUIRE(built != nullptr);
  std::vector<BackEnd> back_ends(1);
  back_ends[0].services = {built->service(0)};
  const auto routes = RouteTable::Make(back_ends);
  CHECK(absl::IsInvalidArgument(routes.status()));
  CHECK(absl::StrContains(routes.status().message(), "Odd.Do"));
}

}  // namespace
}  // namespace creditproof::gateway
