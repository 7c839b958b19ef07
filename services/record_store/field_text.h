// The value of any field of a registration or record, as people read it.
#pragma once

#include <google/protobuf/message.h>

#include <string>

namespace creditproof::record_store {

// Lists are joined by 、, enumerations told by their Chinese names; empty when
// the field is not set. `field` holds no messages.
std::string FieldText(const google::protobuf::Message& message,
                      const google::protobuf::FieldDescriptor& field);

}  // namespace creditproof::record_store
