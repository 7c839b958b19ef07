// The services of an installation, as the tool's configuration names them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/access/v1/ground.pb.h"
#include "creditproof/config/v1/config.pb.h"
#include "libs/credit_code/credit_code.h"
#include "libs/rpc/client.h"

namespace creditproof::tool {

// Deliveries and sources are ingestion's as a whole, not a subject's.
constexpr std::uint32_t kWholePartition = 0;

// A service and where it is.
struct Service {
  std::string name;  // such as "record-store"
  config::v1::Peer config;
  std::unique_ptr<rpc::Peer> peer;
};

class Connection {
 public:
  // Connects on demand: a service that is away fails its first call. Fails
  // with INVALID_ARGUMENT or NOT_FOUND when the configuration is not usable.
  static absl::StatusOr<Connection> Open(const std::string& config_file);

  const rpc::Peer& ingestion() const { return *services_[0].peer; }
  const rpc::Peer& record_store() const { return *services_[1].peer; }
  const rpc::Peer& eligibility_check() const { return *services_[2].peer; }
  const rpc::Peer& report_rendering() const { return *services_[3].peer; }
  const rpc::Peer& verification() const { return *services_[4].peer; }

  // With its instances.
  const Service& eligibility_check_service() const { return services_[2]; }

  // All of them, in the order of a report's life.
  const std::vector<Service>& services() const { return services_; }

  std::uint32_t PartitionOf(const CreditCode& code) const;
  std::uint32_t partition_count() const { return config_.partition_count(); }

  // The ground on which the configuration lets the tool ask about `code`.
  absl::StatusOr<access::v1::Ground> GroundFor(const CreditCode& code) const;

  // Whether that ground is about one subject, so that a call can be about no
  // more.
  bool asks_one_by_one() const { return config_.has_asserting_key(); }

 private:
  Connection() = default;

  config::v1::Client config_;
  std::filesystem::path folder_;  // file names in `config_` are relative to it
  std::vector<Service> services_;
};

}  // namespace creditproof::tool
