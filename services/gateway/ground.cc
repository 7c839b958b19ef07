#include "services/gateway/ground.h"

#include "creditproof/access/v1/ground.pb.h"

namespace creditproof::gateway {

using access::v1::Ground;
using google::protobuf::FieldDescriptor;

const FieldDescriptor* GroundField(const google::protobuf::Descriptor& type) {
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor* field = type.field(i);
    if (field->message_type() == Ground::descriptor()) return field;
  }
  return nullptr;
}

void SetGround(const FieldDescriptor& field, const std::string& access_token,
               google::protobuf::Message& request) {
  Ground ground;
  ground.mutable_subject()->set_access_token(access_token);
  request.GetReflection()->MutableMessage(&request, &field)->CopyFrom(ground);
}

}  // namespace creditproof::gateway
