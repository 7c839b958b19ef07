// The methods of the back ends as JSON over HTTP (docs/formats/http.md).
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <variant>

#include "absl/time/time.h"
#include "libs/rpc/call_record.h"
#include "libs/token/verifier.h"
#include "services/gateway/call_terms.h"
#include "services/gateway/http.h"
#include "services/gateway/route_table.h"
#include "services/gateway/visitor.h"

namespace creditproof::gateway {

// Thread-safe. Must outlive every exchange that it serves.
class Api {
 public:
  static constexpr std::size_t kMostJsonBytes = 64 * 1024;
  static constexpr std::size_t kMostUploadBytes = 5 << 20;

  struct Parts {
    const RouteTable& routes;
    const Visitors& visitors;
    rpc::CallObserver observe;
    const CallRules& rules;
    // Refuses what no back end would take, so that strangers fill no audit
    // trail. Null: the back ends alone check.
    token::Verifier* tokens;
  };

  explicit Api(Parts parts) : parts_(std::move(parts)) {}

  // Nothing when no method has the path.
  std::optional<std::variant<Endpoint, Answer>> Find(const Request& head) const;

 private:
  void Serve(const RouteTable::Found& found, Exchange exchange) const;
  std::optional<Problem> CheckToken(const std::string& access_token) const;

  const Parts parts_;
};

}  // namespace creditproof::gateway
