// Messages as proto3 JSON.
#pragma once

#include <google/protobuf/message.h>

#include <nlohmann/json_fwd.hpp>

namespace creditproof::gateway {

// As google::protobuf::util writes it, for the fields that public methods
// answer with. That describes every type anew with each call: a tenth of all
// that a request cost here.
nlohmann::ordered_json JsonOf(const google::protobuf::Message& message);

}  // namespace creditproof::gateway
