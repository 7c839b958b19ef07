// The services whose descriptions are linked into the gateway. What of them is
// public, and how it is reached, stands in their own google.api.http rules.
#pragma once

#include <google/protobuf/descriptor.h>

#include <string>
#include <vector>

namespace creditproof::gateway {

// Those that have a public method.
std::vector<const google::protobuf::ServiceDescriptor*> PublicServices();

// By full name; null when there is none of that name.
const google::protobuf::ServiceDescriptor* FindService(const std::string& name);

}  // namespace creditproof::gateway
