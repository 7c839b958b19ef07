#include "services/gateway/call_terms.h"

#include "absl/strings/escaping.h"
#include "absl/time/clock.h"
#include "libs/crypto/digest.h"
#include "libs/rpc/visitor.h"
#include "services/gateway/client_key.h"

namespace creditproof::gateway {
namespace {

constexpr std::size_t kVisitorDigits = 32;

// VerifyUpload asks for a minute at most, and what gRPC rounds comes on top.
constexpr absl::Duration kStreamTime = absl::Seconds(50);

}  // namespace

void Apply(const CallTerms& terms, grpc::ClientContext& context) {
  context.set_deadline(absl::ToChronoTime(terms.deadline));
  context.AddMetadata(rpc::kVisitorMetadata, terms.visitor);
}

CallTerms CallRules::ForUnary(const Request& request) const {
  return {absl::Now() + call_time_, VisitorOf(request)};
}

CallTerms CallRules::ForStream(const Request& request) const {
  return {absl::Now() + kStreamTime, VisitorOf(request)};
}

std::string CallRules::VisitorOf(const Request& request) const {
  return absl::BytesToHexString(
             crypto::HmacSha256(visitor_key_, ClientKey(request.client)))
      .substr(0, kVisitorDigits);
}

}  // namespace creditproof::gateway
