#include "libs/rpc/visitor.h"

#include <algorithm>
#include <utility>

#include "libs/base/error.h"
#include "libs/base/status_macros.h"

namespace creditproof::rpc {
namespace {

constexpr std::size_t kFewestDigits = 16;
constexpr std::size_t kMostDigits = 64;

bool IsDigit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

// Empty when there is none.
absl::StatusOr<std::string> VisitorIn(
    const grpc::CallbackServerContext& context) {
  const auto& metadata = context.client_metadata();
  const auto found = metadata.find(kVisitorMetadata);
  if (found == metadata.end()) return "";
  std::string visitor(found->second.data(), found->second.size());
  if (visitor.size() >= kFewestDigits && visitor.size() <= kMostDigits &&
      std::all_of(visitor.begin(), visitor.end(), IsDigit)) {
    return visitor;
  }
  return base::InvalidField(kVisitorMetadata,
                            "must be 16 to 64 lower-case hex digits");
}

}  // namespace

Authorizer TellVisitors(Authorizer authorize,
                        absl::flat_hash_set<std::string> bringers) {
  return
      [authorize = std::move(authorize), bringers = std::move(bringers)](
          absl::string_view method, const grpc::CallbackServerContext& context)
          -> absl::StatusOr<Caller> {
        ASSIGN_OR_RETURN(Caller caller, authorize(method, context));
        if (bringers.contains(caller.name())) {
          ASSIGN_OR_RETURN(caller.visitor, VisitorIn(context));
        }
        return caller;
      };
}

}  // namespace creditproof::rpc
