#include "services/gateway/back_end.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "services/gateway/public_api.h"

namespace creditproof::gateway {
namespace {

absl::StatusOr<BackEnd> Make(const config::v1::Gateway& config,
                             const config::v1::BackEnd& wanted,
                             const std::filesystem::path& folder) {
  BackEnd back_end;
  back_end.name = wanted.name();
  for (const auto& instance : wanted.peer().instances()) {
    back_end.instances.push_back(
        instance.partitions().empty() ? 0 : instance.partitions(0));
  }
  for (const std::string& name : wanted.services()) {
    back_end.services.push_back(FindService(name));
    if (back_end.services.back() != nullptr) continue;
    return absl::InvalidArgumentError(absl::StrCat(
        "back_ends: ", wanted.name(), ": there is no public service ", name));
  }
  ASSIGN_OR_RETURN(back_end.peer,
                   rpc::Peer::Make(wanted.name(), wanted.peer(), config.tls(),
                                   folder, config.partition_count()));
  return back_end;
}

}  // namespace

absl::StatusOr<std::vector<BackEnd>> MakeBackEnds(
    const config::v1::Gateway& config, const std::filesystem::path& folder) {
  std::vector<BackEnd> back_ends;
  for (const config::v1::BackEnd& wanted : config.back_ends()) {
    ASSIGN_OR_RETURN(BackEnd back_end, Make(config, wanted, folder));
    back_ends.push_back(std::move(back_end));
  }
  return back_ends;
}

}  // namespace creditproof::gateway
