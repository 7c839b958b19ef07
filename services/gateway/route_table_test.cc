#include "services/gateway/route_table.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>

#include <catch2/catch.hpp>
#include <utility>

#include "creditproof/routing/v1/every_instance.pb.h"
#include "google/api/annotations.pb.h"

namespace creditproof::gateway {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptorProto;
using google::protobuf::FileDescriptorProto;
using google::protobuf::MethodDescriptorProto;
using routing::v1::EveryInstance;

// A service of one method, whose request and response are a Thing.
class Fixture {
 public:
  Fixture() {
    file.set_name("made_up.proto");
    file.add_message_type()->set_name("Thing");
    AddField("credit_code", FieldDescriptorProto::TYPE_STRING);
    AddField("name", FieldDescriptorProto::TYPE_STRING);
    AddField("list", FieldDescriptorProto::TYPE_BYTES);
    auto& service = *file.add_service();
    service.set_name("ThingService");
    method = service.add_method();
    method->set_name("GetThing");
    method->set_input_type("Thing");
    method->set_output_type("Thing");
  }

  void AddField(const std::string& name, FieldDescriptorProto::Type type) {
    auto& message = *file.mutable_message_type(0);
    auto& field = *message.add_field();
    field.set_name(name);
    field.set_number(message.field_size());
    field.set_type(type);
    field.set_label(FieldDescriptorProto::LABEL_OPTIONAL);
  }

  void SetPath(const std::string& path) {
    method->mutable_options()
        ->MutableExtension(google::api::http)
        ->set_get(path);
  }

  EveryInstance& join() {
    return *method->mutable_options()->MutableExtension(
        routing::v1::every_instance);
  }

  absl::Status Make(std::vector<std::uint32_t> instances = {0, 1}) {
    DescriptorPool pool;
    const auto* built = pool.BuildFile(file);
    REQUIRE(built != nullptr);
    std::vector<BackEnd> back_ends(1);
    back_ends[0].name = "things";
    back_ends[0].instances = std::move(instances);
    back_ends[0].services = {built->service(0)};
    return RouteTable::Make(back_ends).status();
  }

  FileDescriptorProto file;
  MethodDescriptorProto* method;
};

TEST_CASE_METHOD(Fixture,
                 "A method of which one instance would answer for itself alone "
                 "stops the start") {
  SetPath("/v1/things");
  CHECK(Make({0}).ok());
  const absl::Status status = Make();
  CHECK(absl::IsInvalidArgument(status));
  for (const char* said : {"ThingService.GetThing", "things is split"}) {
    CHECK(status.message().find(said) != std::string::npos);
  }
  join().set_concatenate("list");
  CHECK(Make().ok());
  join().Clear();
  CHECK(!Make().ok());
}

TEST_CASE_METHOD(Fixture, "A path that names its subject needs no joining") {
  for (const char* path :
       {"/v1/things/{credit_code}", "/v1/{name=subjects/*}/things"}) {
    SetPath(path);
    CHECK(Make().ok());
  }
  SetPath("/v1/{name=things/*}");
  CHECK(!Make().ok());
}

TEST_CASE_METHOD(Fixture, "Answers are joined by a field that is there") {
  SetPath("/v1/things");
  for (const char* field : {"", "lists", "credit_code"}) {
    join().set_concatenate(field);
    CHECK(absl::IsInvalidArgument(Make()));
  }
  join().set_tell_apart("list");
  join().set_nothing_known("NOTHING");
  CHECK(absl::IsInvalidArgument(Make()));
  join().set_concatenate("list");
  method->set_server_streaming(true);
  CHECK(absl::IsInvalidArgument(Make()));
}

}  // namespace
}  // namespace creditproof::gateway
