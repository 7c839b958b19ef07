#include "services/gateway/key_list.h"

#include <nlohmann/json.hpp>

#include "absl/strings/escaping.h"
#include "absl/time/time.h"
#include "libs/base/date.h"
#include "services/gateway/json.h"

namespace creditproof::gateway {
namespace {

using nlohmann::ordered_json;

const char* NameOf(crypto::Algorithm algorithm) {
  switch (algorithm) {
    case crypto::Algorithm::kP256:
      return "P-256";
    case crypto::Algorithm::kRsa2048:
      return "RSA-2048";
    case crypto::Algorithm::kSm2:
      return "SM2";
  }
  return "";
}

ordered_json KeyJson(const crypto::VerifyingKey& key, const char* purpose,
                     const keys::KeyHistory& history) {
  ordered_json json = {{"keyId", absl::BytesToHexString(key.id())},
                       {"purpose", purpose},
                       {"algorithm", NameOf(key.algorithm())},
                       {"publicKeyPem", key.Pem()}};
  const keys::Key* known = history.Find(key.fingerprint());
  if (known == nullptr) return json;
  const absl::string_view state = keys::StateName(known->state());
  json["state"] = std::string(state);
  if (known->compromised_from) {
    json["compromisedFrom"] = absl::FormatTime(
        absl::RFC3339_sec, *known->compromised_from, base::ChinaTime());
  }
  return json;
}

}  // namespace

std::string KeyListJson(const report::IssuerKeys& keys) {
  ordered_json list = ordered_json::array();
  for (const auto& [id, key] : keys.claims) {
    list.push_back(KeyJson(key, "CLAIM", keys.history));
  }
  for (const report::CmsFrame& signer : keys.signers) {
    list.push_back(KeyJson(signer.key(), "REPORT", keys.history));
  }
  return Text({{"keys", list}});
}

}  // namespace creditproof::gateway
