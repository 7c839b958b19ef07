#include "services/gateway/message_json.h"

#include <google/protobuf/timestamp.pb.h>
#include <google/protobuf/util/json_util.h>

#include <catch2/catch.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "services/gateway/json.h"
#include "services/gateway/public_api.h"
#include "services/gateway/unary_call.h"

namespace creditproof::gateway {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Timestamp;
using nlohmann::json;

constexpr int kDeepest = 4;  // where a type holds itself

const std::string kText = "编号 <\"\\\n\x01";
const std::string kBytes("\xff\0\xfe?", 4);

std::string ValueOf(const FieldDescriptor& field) {
  return field.type() == FieldDescriptor::TYPE_BYTES ? kBytes : kText;
}

// Each field; twice where it is repeated.
void Fill(Message& message, int depth) {
  if (auto* time = dynamic_cast<Timestamp*>(&message)) {
    time->set_seconds(1'790'000'000);
    time->set_nanos(5'000'000);
    return;
  }
  const auto& reflection = *message.GetReflection();
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor& field = *message.GetDescriptor()->field(i);
    const bool many = field.is_repeated();
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        if (depth == kDeepest) break;
        Fill(*(many ? reflection.AddMessage(&message, &field)
                    : reflection.MutableMessage(&message, &field)),
             depth + 1);
        break;
      case FieldDescriptor::CPPTYPE_STRING:
        many ? reflection.AddString(&message, &field, ValueOf(field))
             : reflection.SetString(&message, &field, ValueOf(field));
        break;
      case FieldDescriptor::CPPTYPE_ENUM:
        many ? reflection.AddEnumValue(&message, &field, 1)
             : reflection.SetEnumValue(&message, &field, 1);
        break;
      case FieldDescriptor::CPPTYPE_BOOL:
        reflection.SetBool(&message, &field, true);
        break;
      case FieldDescriptor::CPPTYPE_DOUBLE:
        reflection.SetDouble(&message, &field, 1.25);
        break;
      case FieldDescriptor::CPPTYPE_INT32:
        many ? reflection.AddInt32(&message, &field, -7)
             : reflection.SetInt32(&message, &field, -7);
        break;
      case FieldDescriptor::CPPTYPE_UINT32:
        many ? reflection.AddUInt32(&message, &field, 7)
             : reflection.SetUInt32(&message, &field, 7);
        break;
      case FieldDescriptor::CPPTYPE_INT64:
        reflection.SetInt64(&message, &field, -(std::int64_t{1} << 60));
        break;
      case FieldDescriptor::CPPTYPE_UINT64:
        many ? reflection.AddUInt64(&message, &field, 1)
             : reflection.SetUInt64(&message, &field, std::uint64_t{1} << 60);
        break;
      default:
        FAIL("a test for fields like " << field.full_name());
    }
  }
}

std::string Protobufs(const Message& message) {
  std::string text;
  REQUIRE(google::protobuf::util::MessageToJsonString(message, &text).ok());
  return text;
}

TEST_CASE("Every answer is written as protobuf writes it") {
  for (const auto* service : PublicServices()) {
    for (int i = 0; i < service->method_count(); ++i) {
      if (service->method(i)->server_streaming()) continue;
      const auto& type = *service->method(i)->output_type();
      INFO(type.full_name());
      const MessagePtr message = NewMessage(type);
      CHECK(Text(JsonOf(*message)) == "{}");
      Fill(*message, 0);
      CHECK(json::parse(Text(JsonOf(*message))) ==
            json::parse(Protobufs(*message)));
    }
  }
}

}  // namespace
}  // namespace creditproof::gateway
