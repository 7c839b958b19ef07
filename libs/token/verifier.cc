#include "libs/token/verifier.h"

#include <utility>

#include "libs/base/status_macros.h"
#include "libs/http/request.h"

namespace creditproof::token {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(3);
constexpr std::size_t kMostBytes = 64 << 10;
constexpr char kCreditCodeClaim[] = "credit_code";

}  // namespace

absl::StatusOr<std::unique_ptr<Verifier>> Verifier::Make(
    const config::v1::IdentityProvider& config,
    const std::filesystem::path& folder) {
  RETURN_IF_ERROR(http::CheckSecureUrl(config.jwks_url()));
  const std::string ca_file =
      config.ca_file().empty() ? "" : (folder / config.ca_file()).string();
  http::Target keys{.url = config.jwks_url(),
                    .content_type = "",
                    .ca_file = ca_file,
                    .timeout = kPatience,
                    .most_bytes = kMostBytes};
  Expected expected{.issuer = config.issuer(),
                    .audience = config.audience(),
                    .credit_code_claim = config.credit_code_claim().empty()
                                             ? kCreditCodeClaim
                                             : config.credit_code_claim()};
  return std::unique_ptr<Verifier>(
      new Verifier(std::move(expected),
                   [keys = std::move(keys)] { return http::Get(keys); }));
}

absl::StatusOr<Claims> Verifier::Verify(absl::string_view token,
                                        absl::Time now) {
  ASSIGN_OR_RETURN(const ReceivedToken received, ReceivedToken::Parse(token));
  ASSIGN_OR_RETURN(const crypto::WebKey key,
                   keys_.Find(received.key_id(), now));
  return received.Check(key, expected_, now);
}

}  // namespace creditproof::token
