// A service behind the gateway.
#pragma once

#include <google/protobuf/descriptor.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "creditproof/config/v1/config.pb.h"
#include "libs/rpc/client.h"

namespace creditproof::gateway {

struct BackEnd {
  std::string name;
  std::unique_ptr<rpc::Peer> peer;
  std::vector<std::uint32_t> instances;  // a partition of each
  std::vector<const google::protobuf::ServiceDescriptor*> services;

  // Among several instances, each with partitions of its own.
  bool is_split() const { return instances.size() > 1; }
};

// Those that `config` names. Fails with INVALID_ARGUMENT when there is no
// service of a name, or as rpc::Peer::Make does.
absl::StatusOr<std::vector<BackEnd>> MakeBackEnds(
    const config::v1::Gateway& config, const std::filesystem::path& folder);

}  // namespace creditproof::gateway
