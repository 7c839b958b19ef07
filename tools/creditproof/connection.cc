#include "tools/creditproof/connection.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/access/ground.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/signing.h"
#include "libs/partition/partition.h"
#include "libs/rpc/config.h"

namespace creditproof::tool {

using access::v1::Ground;
using config::v1::Client;

absl::StatusOr<Connection> Connection::Open(const std::string& config_file) {
  if (config_file.empty()) {
    return absl::InvalidArgumentError(
        "请用 --config FILE 或环境变量 CREDITPROOF_CONFIG 指明各服务的位置 / "
        "say where the services are");
  }
  Connection connection;
  const absl::Status read = rpc::ReadConfig(config_file, connection.config_);
  if (!read.ok()) {
    return absl::Status(read.code(),
                        absl::StrCat("配置文件不能使用，请核对 --config 或 "
                                     "CREDITPROOF_CONFIG / ",
                                     read.message()));
  }
  connection.folder_ = rpc::ConfigFolder(config_file);
  const Client& config = connection.config_;
  const std::pair<const char*, const config::v1::Peer*> services[] = {
      {"ingestion", &config.ingestion()},
      {"record-store", &config.record_store()},
      {"eligibility-check", &config.eligibility_check()},
      {"report-rendering", &config.report_rendering()},
      {"verification", &config.verification()},
  };
  for (const auto& [name, peer_config] : services) {
    ASSIGN_OR_RETURN(
        auto peer,
        rpc::Peer::Make(name, *peer_config, config.tls(), connection.folder_,
                        config.partition_count()));
    connection.services_.push_back({name, *peer_config, std::move(peer)});
  }
  return connection;
}

std::uint32_t Connection::PartitionOf(const CreditCode& code) const {
  return creditproof::PartitionOf(code.text(), partition_count());
}

absl::StatusOr<Ground> Connection::GroundFor(const CreditCode& code) const {
  if (config_.has_asserting_key()) {
    const auto& asserting = config_.asserting_key();
    ASSIGN_OR_RETURN(
        const std::string pem,
        base::ReadFile(rpc::Resolve(folder_, asserting.private_key_file())));
    ASSIGN_OR_RETURN(const auto key, crypto::SigningKey::FromPem(pem));
    return access::AssertSubject(key, asserting.key_id(), code.text(),
                                 "creditproof", absl::Now());
  }
  if (config_.has_duty()) {
    Ground ground;
    ground.mutable_duty()->set_agency(config_.duty().agency());
    ground.mutable_duty()->set_scenario(config_.duty().scenario());
    return ground;
  }
  return absl::FailedPreconditionError(
      "配置文件没有写明查询依据（asserting_key 或 duty）/ the configuration "
      "names no ground");
}

}  // namespace creditproof::tool
