// A service behind the gateway.
#pragma once

#include <google/protobuf/descriptor.h>

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
  bool is_split;  // among several instances, each with partitions of its own
  std::vector<const google::protobuf::ServiceDescriptor*> services;
};

// Those that `config` names. Fails with INVALID_ARGUMENT when there is no
// service of a name, or as rpc::Peer::Make does.
absl::StatusOr<std::vector<BackEnd>> MakeBackEnds(
    const config::v1::Gateway& config, const std::filesystem::path& folder);

}  // namespace creditproof::gateway
