#include "services/gateway/client_key.h"

#include <arpa/inet.h>

#include <array>
#include <cstddef>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace creditproof::gateway {
namespace {

constexpr std::size_t kNetworkBytes = 8;

}  // namespace

std::string ClientKey(absl::string_view address) {
  const std::string text(address);
  std::array<char, 16> bytes;
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
  if (absl::StartsWith(text, "::ffff:")) return text.substr(7);
  return absl::StrCat(absl::BytesToHexString({bytes.data(), kNetworkBytes}),
                      "/64");
}

}  // namespace creditproof::gateway
