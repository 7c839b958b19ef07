// The caller's access token in a request, as its ground. Nobody else may say on
// what ground a caller asks.
#pragma once

#include <google/protobuf/message.h>

#include <string>

namespace creditproof::gateway {

// The field of `type` with the ground, or null when none is asked for.
const google::protobuf::FieldDescriptor* GroundField(
    const google::protobuf::Descriptor& type);

void SetGround(const google::protobuf::FieldDescriptor& field,
               const std::string& access_token,
               google::protobuf::Message& request);

}  // namespace creditproof::gateway
