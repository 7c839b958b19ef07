// Every process of an installation, as the tool's configuration names them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tools/creditproof/connection.h"

namespace creditproof::tool {

struct ServiceInstance {
  std::string service;  // such as "record-store"
  std::string address;
  std::string partitions;   // such as "0,2"; empty for all
  std::uint32_t partition;  // one that it serves
  const rpc::Peer* peer;
};

// All of them. What it points to belongs to `connection`.
std::vector<ServiceInstance> InstancesOf(const Connection& connection);

}  // namespace creditproof::tool
